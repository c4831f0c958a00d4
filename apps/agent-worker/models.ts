import { openAiCompatible, providersFrom, rehearsalProvider, vendorProviders, type Provider } from '#llm';
import type { ModelSpec } from '#events';
import type { Config } from '#platform';
import { planOf, type ReferencePlan } from '#tasks';
import { LRUCache } from 'lru-cache';

/** After so many outages in a row a model is left alone for so long. */
const BREAKER = { failures: 5, restMs: 15_000 };
/** A call that would have to wait longer for its turn fails as `rate_limited`, and is retried. */
const LONGEST_WAIT_MS = 60_000;
/** A model that reasons may be silent for minutes; a turn's own deadline mostly comes first. */
const TIMEOUTS = { totalMs: 600_000, idleMs: 300_000 };
/** Where llama.cpp's server listens unless it is told otherwise. */
const LOCAL_SERVER = 'http://127.0.0.1:8080/v1';

/** The providers of this installation, found by a model's provider name. */
export function modelProviders(
  config: Config,
  more: readonly Provider[],
  now: () => number,
): (model: ModelSpec) => Provider | undefined {
  const compatible = openAiCompatible({
    name: 'openai-compatible',
    baseUrl: config.defaultModel?.baseUrl ?? LOCAL_SERVER,
    ...(config.apiKey === undefined ? {} : { apiKey: config.apiKey.reveal() }),
    now,
  });
  const rehearsal = rehearsalProvider({ planOf: rememberedPlans() });
  return providersFrom({
    providers: [compatible, rehearsal, ...vendorProviders(config.vendors.reveal(), now), ...more],
    timeouts: TIMEOUTS,
    concurrency: config.concurrency,
    breaker: BREAKER,
    wholeAnswers: config.wholeAnswers,
    rates: { limits: config.rateLimits, longestWaitMs: LONGEST_WAIT_MS, now },
  });
}

/** A plan is asked for with every rehearsed call, and made by generating its task. */
function rememberedPlans(): typeof planOf {
  const plans = new LRUCache<string, ReferencePlan>({ max: 500 });
  return (ref) => {
    const key = JSON.stringify(ref);
    const plan = plans.get(key) ?? planOf(ref);
    if (plan !== undefined) plans.set(key, plan);
    return plan;
  };
}
