import { setTimeout as pause } from 'node:timers/promises';
import type { SpanData } from '#spans';
import { batchesOf, type BatchLimits } from './batches.js';
import type { Delivery, SpanExporter } from './span-exporter.js';
import { withoutContent } from './without-content.js';

/** What becomes of spans on their way, beside that they arrive. */
export type DeliveryNews =
  | { readonly news: 'sent'; readonly spans: number }
  /** The receiver took a request without so many of its spans; or (0) it had something to say. */
  | { readonly news: 'rejected'; readonly spans: number; readonly reason: string }
  /** It takes the span without what was said only. */
  | { readonly news: 'lightened'; readonly span: SpanData; readonly reason: string }
  /** It calls the span bad: it is given up. */
  | { readonly news: 'refused'; readonly span: SpanData; readonly reason: string }
  /** It takes nothing at the moment; tried again. */
  | { readonly news: 'waiting'; readonly reason: string; readonly retryMs: number };

export interface DeliveryOptions {
  readonly exporter: SpanExporter;
  readonly limits: BatchLimits;
  /** Before the first new try; doubled for each further one, up to `mostMs`. */
  readonly backoff: { readonly leastMs: number; readonly mostMs: number };
  readonly tell: (news: DeliveryNews) => void;
}

/**
 * Sends spans in order and resolves when the receiver has every one that it does not call bad, however long it takes.
 * @throws the reason of the signal when that fires; then some may have arrived
 */
export type DeliverSpans = (spans: readonly SpanData[], signal: AbortSignal) => Promise<void>;

export function spanDelivery(options: DeliveryOptions): DeliverSpans {
  return async (spans, signal) => {
    for (const batch of batchesOf(spans, options.limits)) await deliver(options, batch, signal);
  };
}

async function deliver(options: DeliveryOptions, batch: readonly SpanData[], signal: AbortSignal): Promise<void> {
  const delivery = await taken(options, batch, signal);
  if (delivery.outcome === 'bad') await divide(options, batch, { reason: delivery.reason, signal });
  else report(options, batch, delivery);
}

type Taken = Extract<Delivery, { readonly outcome: 'taken' }>;
type Final = Taken | { readonly outcome: 'bad'; readonly reason: string };

/** The receiver's last word on a batch. */
async function taken(
  { exporter, backoff, tell }: DeliveryOptions,
  batch: readonly SpanData[],
  signal: AbortSignal,
): Promise<Final> {
  for (let retryMs = backoff.leastMs; ; retryMs = Math.min(retryMs * 2, backoff.mostMs)) {
    signal.throwIfAborted();
    const delivery = await unlessAborted(exporter.export(batch), signal);
    if (delivery.outcome === 'taken') return delivery;
    if (delivery.outcome === 'bad') return { outcome: 'bad', reason: delivery.reason };
    tell({ news: 'waiting', reason: delivery.reason, retryMs });
    await pause(retryMs, undefined, { signal }).catch(() => undefined);
  }
}

function report({ tell }: DeliveryOptions, batch: readonly SpanData[], { rejected, message }: Taken): void {
  tell({ news: 'sent', spans: batch.length - rejected });
  if (rejected > 0 || message !== undefined) tell({ news: 'rejected', spans: rejected, reason: message ?? '' });
}

/** Finds the bad spans among the good ones by halves; of a bad one, what was said may be what is too much. */
async function divide(
  options: DeliveryOptions,
  batch: readonly SpanData[],
  { reason, signal }: { readonly reason: string; readonly signal: AbortSignal },
): Promise<void> {
  const [span] = batch;
  if (span !== undefined && batch.length === 1) {
    const lighter = withoutContent(span);
    options.tell({ news: lighter === undefined ? 'refused' : 'lightened', span, reason });
    if (lighter !== undefined) await deliver(options, [lighter], signal);
    return;
  }
  const middle = Math.ceil(batch.length / 2);
  await deliver(options, batch.slice(0, middle), signal);
  await deliver(options, batch.slice(middle), signal);
}

/** @throws the reason of the signal when that fires first */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
