import type { Blobs, RunHistory, RunId } from '#events';
import type { EventLog, Projection, Subscription } from '#event-log';
import type { Store } from '#store';
import {
  runTraces,
  spanDelivery,
  spanExporter,
  traceSource,
  type DeliverSpans,
  type DeliveryNews,
  type ExportSettings,
  type SpanExporter,
  type SpokenOptions,
} from '#telemetry';
import { spanProjection, type EndOfExport } from './span-projection.js';
import { threadShare, type ThreadShare } from './thread-share.js';
import type { ExportBook } from './export-state.js';
import { verdictSpanProjection } from './verdict-span-projection.js';

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

type Log = SpanExportOptions['log'];
type Delivery = Pick<SpanExportOptions, 'settings' | 'book' | 'hear'>;

/** Sends the spans of every run as they end, from where it has stopped before. */
export async function startSpanExport(options: SpanExportOptions): Promise<Subscription> {
  const { history, blobs, store, settings, content, onLost } = options;
  const share = threadShare(SHARE);
  return starting(options.log, (end) =>
    spanProjection({
      store,
      traces: runTraces({ content, history, blobs, cachedRuns: CACHED_RUNS, onLost }),
      deliver: delivery(options, share),
      delayMs: settings.delayMs,
      end,
      share,
    }),
  );
}

/** Sends every verdict into the trace of its run, likewise. */
export const startVerdictExport = (
  options: Delivery & Pick<SpanExportOptions, 'log' | 'store'>,
): Promise<Subscription> =>
  starting(options.log, ({ stopped }) =>
    verdictSpanProjection({ store: options.store, deliver: delivery(options, threadShare(SHARE)), stopped }),
  );

function delivery({ settings, book, hear }: Delivery, share: ThreadShare): DeliverSpans {
  const exporter = spanExporter({ protocol: settings.protocol, source: traceSource() });
  return spanDelivery({
    exporter: sharing(exporter, share),
    limits: { spans: settings.batchSpans, bytes: BATCH_BYTES },
    backoff: BACKOFF,
    tell: (news) => {
      book.hear(news);
      hear(news);
    },
  });
}

async function starting(log: Log, projectionOf: (end: EndOfExport) => Projection): Promise<Subscription> {
  const [closing, stopped] = [new AbortController(), new AbortController()];
  const projection = projectionOf({ closing: closing.signal, stopped: stopped.signal });
  return ending(await log.project(projection), { closing, stopped });
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
      stopped.abort(new Error('the export of spans has ended'));
    }, LAST_REQUEST_MS);
    await subscription.close();
    clearTimeout(timer);
  },
});
