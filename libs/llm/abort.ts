import { ProviderError } from './port.js';

/** What a request that its caller has given up ends in. */
export const abortedError = (): ProviderError =>
  new ProviderError('timed_out', 'the request was aborted before the model had answered', { retryable: true });

/** Settles as `promise` does, or rejects with `reason()` as soon as the signal fires; leaves no listener behind. */
export async function orAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  reason: () => ProviderError = abortedError,
): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    throw reason();
  }
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(reason());
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
