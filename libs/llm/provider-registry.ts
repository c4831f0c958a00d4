import type { ModelSpec } from '#events';
import type { Provider } from './port.js';
import { withConcurrency } from './with-concurrency.js';
import { withRecording, type RecordedCall } from './with-recording.js';
import { withTimeout, type TimeLimits } from './with-timeout.js';

export interface ProviderSettings {
  readonly providers: readonly Provider[];
  readonly timeouts: TimeLimits;
  /** Calls in flight at most, for each provider apart. */
  readonly concurrency: number;
  readonly record?: (call: RecordedCall) => void;
}

/**
 * Finds the provider of a model, each wrapped with the limits of the settings. Waiting in line is not counted as the
 * call's time.
 * @throws RangeError when two providers have the same name
 */
export function providersFrom(
  settings: ProviderSettings,
): (model: Pick<ModelSpec, 'provider'>) => Provider | undefined {
  const byName = new Map<string, Provider>();
  for (const provider of settings.providers) {
    if (byName.has(provider.name)) throw new RangeError(`providers: two are named "${provider.name}"`);
    byName.set(provider.name, limited(provider, settings));
  }
  return (model) => byName.get(model.provider);
}

function limited(provider: Provider, { timeouts, concurrency, record }: ProviderSettings): Provider {
  const within = withConcurrency(withTimeout(provider, timeouts), concurrency);
  return record === undefined ? within : withRecording(within, record);
}
