import { priceKey, tokensOf, type ModelSpec } from '#events';
import { LRUCache } from 'lru-cache';
import { orAborted } from './abort.js';
import { gated, type CallEnd, type Leave } from './call-gate.js';
import { isProviderError, ProviderError, type ModelRequest, type Provider } from './port.js';
import { RateGate, type RateLimit } from './rate-gate.js';
import { estimateInput } from './usage-estimate.js';

/** By `provider/model`, or by `provider` for each of its models that is not listed itself. */
export type RateLimits = Readonly<Record<string, RateLimit>>;

export interface RateLimitSettings {
  readonly limits: RateLimits;
  /** One who would have to wait longer is refused as `rate_limited`, and told how long. */
  readonly longestWaitMs: number;
  readonly now: () => number;
}

/** Models whose state is kept; names come from requests. */
const MOST_MODELS = 1_000;

/**
 * Holds calls back that would exceed the limits of a model: the configured ones, what the vendor says is left, and for
 * how long it asked to be left alone. Each model at each address for itself, and for this process alone: several share a
 * vendor's limit only as far as the vendor's answers tell each of them.
 */
export function withRateLimits(provider: Provider, settings: RateLimitSettings): Provider {
  const gates = new LRUCache<string, RateGate>({ max: MOST_MODELS });
  const gateOf = (model: ModelSpec): RateGate => {
    const limit = settings.limits[priceKey(model)] ?? settings.limits[model.provider] ?? {};
    const key = `${model.model} ${model.baseUrl ?? ''}`;
    const gate = gates.get(key) ?? new RateGate(limit, settings.now());
    gates.set(key, gate);
    return gate;
  };
  return gated(provider, (request) => enter(gateOf(request.model), request, settings));
}

async function enter(gate: RateGate, request: ModelRequest, settings: RateLimitSettings): Promise<Leave> {
  const tokens = gate.reservable(estimateInput(request) + (request.model.parameters.maxOutputTokens ?? 0));
  const { now, longestWaitMs } = settings;
  try {
    for (let wait = gate.take(tokens, now()); wait > 0; wait = gate.closedFor(now())) {
      if (wait > longestWaitMs) throw limitedError(request.model, wait);
      await pause(wait, request.signal);
    }
  } catch (error) {
    gate.giveBack(tokens);
    throw error;
  }
  return (end) => {
    leave(gate, tokens, end, now());
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, ms);
  try {
    await orAborted(promise, signal);
  } finally {
    clearTimeout(timer);
  }
}

function leave(gate: RateGate, tokens: number, end: CallEnd, now: number): void {
  if (end === 'left') return;
  if ('answer' in end) {
    const { usage, quota } = end.answer;
    if (usage.source !== 'unknown') gate.settle(tokens, tokensOf(usage));
    if (quota !== undefined) gate.heed(quota);
    return;
  }
  if (!isProviderError(end.error)) return;
  const { code, details } = end.error;
  if (code === 'rate_limited' && details.retryAfterMs !== undefined) gate.closeUntil(now + details.retryAfterMs);
}

function limitedError({ provider, model }: ModelSpec, wait: number): ProviderError {
  const message = `${provider}/${model} is at its limit for ${wait} ms: fewer agents at once, or a higher limit`;
  return new ProviderError('rate_limited', message, { retryable: true, retryAfterMs: wait });
}
