type Flush = () => Promise<void>;

/** Preloaded code and the application may be two copies of this module: they meet on the global object. */
const KEY = Symbol.for('parley.telemetry.flush');
/** A process that ends waits so long for the receiver of its last spans. */
const LAST_SEND_MS = 2_000;

type WithFlush = typeof globalThis & { [KEY]?: Flush };

export function rememberFlush(flush: Flush): void {
  (globalThis as WithFlush)[KEY] = flush;
}

/** Sends the last spans of instrumentation, if there is any; to be awaited before the process ends. Never rejects. */
export async function flushInstrumentation(): Promise<void> {
  const flush = (globalThis as WithFlush)[KEY];
  if (flush === undefined) return;
  const patience = AbortSignal.timeout(LAST_SEND_MS);
  const expired = new Promise<void>((resolve) => {
    patience.addEventListener('abort', () => {
      resolve();
    });
  });
  await Promise.race([flush().catch(() => undefined), expired]);
}
