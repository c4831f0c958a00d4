import pLimit from 'p-limit';
import { orAborted } from './abort.js';
import { gated, type Leave } from './call-gate.js';
import type { Provider } from './port.js';

/** Lets at most this many calls of a provider be in flight, streams until they end; the others wait in line. */
export function withConcurrency(provider: Provider, atMost: number): Provider {
  const line = pLimit(atMost);
  /** Resolves when there is room, with what gives it back; one who gave up waiting takes none. */
  const room = (signal: AbortSignal): Promise<Leave> => {
    const entered = new Promise<Leave>((enter) => {
      void line(() =>
        signal.aborted
          ? undefined
          : new Promise<void>((leave) => {
              enter(() => {
                leave();
              });
            }),
      );
    });
    return orAborted(entered, signal);
  };
  return gated(provider, ({ signal }) => room(signal));
}
