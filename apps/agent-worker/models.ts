import {
  openAiCompatible,
  providersFrom,
  recordCassettes,
  rehearsalProvider,
  replayProviders,
  vendorProviders,
  type Provider,
} from '#llm';
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
  const secrets = keysIn(config);
  const { cassettes, replay = [] } = config;
  return providersFrom({
    providers: replacing(ownProviders(config, more, now), replayProviders(replay, secrets)),
    timeouts: TIMEOUTS,
    concurrency: config.concurrency,
    breaker: { ...BREAKER, now },
    wholeAnswers: config.wholeAnswers,
    rates: { limits: config.rateLimits, longestWaitMs: LONGEST_WAIT_MS, now },
    ...(cassettes !== undefined && { record: recordCassettes({ directory: cassettes, secrets }) }),
  });
}

/** Every key that a model server is sent. */
const keysIn = ({ apiKey, vendors }: Config): readonly string[] => [
  ...(apiKey === undefined ? [] : [apiKey.reveal()]),
  ...[...vendors.reveal().values()].map((access) => access.apiKey),
];

/** Whoever is on the tape answers from the tape. */
function replacing(own: readonly Provider[], taped: readonly Provider[]): readonly Provider[] {
  const names = taped.map(({ name }) => name);
  return [...own.filter(({ name }) => !names.includes(name)), ...taped];
}

function ownProviders(config: Config, more: readonly Provider[], now: () => number): readonly Provider[] {
  const compatible = openAiCompatible({
    name: 'openai-compatible',
    baseUrl: config.defaultModel?.baseUrl ?? LOCAL_SERVER,
    ...(config.apiKey === undefined ? {} : { apiKey: config.apiKey.reveal() }),
    now,
  });
  const rehearsal = rehearsalProvider({ planOf: rememberedPlans() });
  return [compatible, rehearsal, ...vendorProviders(config.vendors.reveal(), now), ...more];
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
