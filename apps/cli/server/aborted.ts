import { addAbortListener } from 'node:events';

/** Resolves when the signal aborts, or is aborted already. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    addAbortListener(signal, () => {
      resolve();
    });
  });
