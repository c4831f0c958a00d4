import type { Blobs, RunHistory, RunId } from '#events';
import type { EventLog, Subscription } from '#event-log';
import type { Store } from '#store';
import {
  runTraces,
  spanDelivery,
  spanExporter,
  traceSource,
  type DeliveryNews,
  type ExportSettings,
  type SpanExporter,
  type SpokenOptions,
} from '#telemetry';
import { SPANS_GROUP, spanProjection } from './span-projection.js';
import { threadShare, type ThreadShare } from './thread-share.js';
import type { ExportBook } from './export-state.js';

export interface SpanExportOptions {
  readonly log: Pick<EventLog, 'project'>;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
  readonly settings: ExportSettings;
  readonly content: SpokenOptions['content'];
  readonly book: ExportBook;
  readonly hear: (news: DeliveryNews) => void;
  readonly onLost: (runId: RunId, reason: string) => void;
}

/** As the orchestrator's: what is kept of a run is about as large. */
const CACHED_RUNS = 10_000;
/** Of one request: below what receivers take and a queue's record holds. */
const BATCH_BYTES = 800_000;
const BACKOFF = { leastMs: 1_000, mostMs: 30_000 };
/** A process that ends gives its last request so long. */
const LAST_REQUEST_MS = 2_000;

/** Of a thread that has runs to serve: what does not fit into it is sent when there is less to do. */
const SHARE = 0.05;

/** Serialising is what an export does at once. */
const sharing = (exporter: SpanExporter, share: ThreadShare): SpanExporter => ({
  export: (spans) => {
    const pause = share.begin();
    const sent = exporter.export(spans);
    pause();
    return sent;
  },
});

/** Sends the spans of every run as they end, from where it has stopped before. */
export async function startSpanExport(options: SpanExportOptions): Promise<Subscription> {
  const { log, history, blobs, store, settings, content, book, onLost } = options;
  const closing = new AbortController();
  const stopped = new AbortController();
  const hear = (news: DeliveryNews) => {
    book.hear(news);
    options.hear(news);
  };
  const share = threadShare(SHARE);
  const exporter = spanExporter({ protocol: settings.protocol, source: traceSource() });
  const subscription = await log.project(
    spanProjection({
      store,
      traces: runTraces({ content, history, blobs, cachedRuns: CACHED_RUNS, onLost }),
      deliver: spanDelivery({
        exporter: sharing(exporter, share),
        limits: { spans: settings.batchSpans, bytes: BATCH_BYTES },
        backoff: BACKOFF,
        tell: hear,
      }),
      delayMs: settings.delayMs,
      end: { closing: closing.signal, stopped: stopped.signal },
      share,
      onSent: book.onSent,
    }),
  );
  return ending(subscription, { closing, stopped });
}

interface Ends {
  readonly closing: AbortController;
  readonly stopped: AbortController;
}

const ending = (subscription: Subscription, { closing, stopped }: Ends): Subscription => ({
  ended: subscription.ended,
  holdings: () => subscription.holdings(),
  drop: () => {
    stopped.abort();
    subscription.drop();
  },
  async close() {
    closing.abort();
    const timer = setTimeout(() => {
      stopped.abort(new Error(`${SPANS_GROUP} has ended`));
    }, LAST_REQUEST_MS);
    await subscription.close();
    clearTimeout(timer);
  },
});
