import type { ModelSpec } from '#events';
import type { Provider } from './port.js';
import { withBreaker, type BreakerSettings } from './with-breaker.js';
import { withConcurrency } from './with-concurrency.js';
import { withFallbacks } from './with-fallbacks.js';
import { withRateLimits, type RateLimitSettings } from './with-rate-limits.js';
import { withRecording, type RecordedCall } from './with-recording.js';
import { withTimeout, type TimeLimits } from './with-timeout.js';
import { withWholeAnswers } from './with-whole-answers.js';

export interface ProviderSettings {
  readonly providers: readonly Provider[];
  readonly timeouts: TimeLimits;
  /** Calls in flight at most, for each provider apart. */
  readonly concurrency: number;
  readonly rates?: RateLimitSettings;
  readonly breaker?: BreakerSettings;
  /** `provider` or `provider/model`: who is never asked for a stream. */
  readonly wholeAnswers?: readonly string[];
  readonly record?: (call: RecordedCall) => void;
}

/**
 * Finds the provider of a model, each wrapped with the limits of the settings; one that asks the model's fallbacks where
 * it has any. Waiting in line is not counted as the call's time.
 * @throws RangeError when two providers have the same name
 */
export function providersFrom(
  settings: ProviderSettings,
): (model: Pick<ModelSpec, 'provider' | 'fallbacks'>) => Provider | undefined {
  const byName = new Map<string, Provider>();
  for (const provider of settings.providers) {
    if (byName.has(provider.name)) throw new RangeError(`providers: two are named "${provider.name}"`);
    byName.set(provider.name, limited(provider, settings));
  }
  return ({ provider, fallbacks = [] }) =>
    fallbacks.length === 0 ? byName.get(provider) : withFallbacks(provider, (name) => byName.get(name));
}

/** Outermost first: a record of every call, a refusal at once, then waiting, then the call with its time limits. */
function limited(provider: Provider, settings: ProviderSettings): Provider {
  const { timeouts, concurrency, rates, breaker, record, wholeAnswers = [] } = settings;
  const inTime = withConcurrency(withTimeout(withWholeAnswers(provider, wholeAnswers), timeouts), concurrency);
  const inRate = rates === undefined ? inTime : withRateLimits(inTime, rates);
  const guarded = breaker === undefined ? inRate : withBreaker(inRate, breaker);
  return record === undefined ? guarded : withRecording(guarded, record);
}
