import pLimit from 'p-limit';
import { abortedError, orAborted } from './abort.js';
import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from './port.js';

/** Lets at most this many calls of a provider be in flight, streams until they end; the others wait in line. */
export function withConcurrency(provider: Provider, atMost: number): Provider {
  const line = pLimit(atMost);
  /** Resolves when there is room, with what gives it back; one who gave up waiting takes none. */
  const room = (signal: AbortSignal): Promise<() => void> => {
    const entered = new Promise<() => void>((enter) => {
      void line(() =>
        signal.aborted
          ? undefined
          : new Promise<void>((leave) => {
              enter(leave);
            }),
      );
    });
    return orAborted(entered, signal, abortedError);
  };
  return {
    name: provider.name,
    async complete(request: ModelRequest): Promise<ModelAnswer> {
      const leave = await room(request.signal);
      try {
        return await provider.complete(request);
      } finally {
        leave();
      }
    },
    async *stream(request: ModelRequest): AsyncGenerator<ModelDelta> {
      const leave = await room(request.signal);
      try {
        yield* provider.stream(request);
      } finally {
        leave();
      }
    },
  };
}
