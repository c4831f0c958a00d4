import { spanDelivery, spanExporter, type DeliveryNews } from '#telemetry';
import { interrupted } from '../api/pause.js';
import { CliError, unreachable } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import type { Session } from '../session.js';
import type { TraceSink } from './trace-file.js';

const LIMITS = { spans: 512, bytes: 800_000 };
const BACKOFF = { leastMs: 1_000, mostMs: 5_000 };
/** So often in a row a receiver may take nothing. */
const MOST_WAITS = 2;
const TRACES_PATH = '/v1/traces';

/** A receiver of OTLP/HTTP at this address, which names its root as OTEL_EXPORTER_OTLP_ENDPOINT does, or the path whole. */
export function traceReceiver(endpoint: string, { signal, terminal }: Pick<Session, 'signal' | 'terminal'>): TraceSink {
  const root = endpoint.replace(/\/+$/, '');
  const url = root.endsWith(TRACES_PATH) ? root : `${root}${TRACES_PATH}`;
  const patience = waits(url);
  return {
    async take({ source, spans }) {
      const tell = (news: DeliveryNews) => {
        patience.hear(news);
        noteOf(news, terminal.note);
      };
      const exporter = spanExporter({ protocol: 'http/json', source, url });
      const deliver = spanDelivery({ exporter, limits: LIMITS, backoff: BACKOFF, tell });
      try {
        await deliver(spans, AbortSignal.any([signal, patience.signal]));
      } catch (error) {
        throw signal.aborted ? interrupted() : error;
      }
    },
    close: () => Promise.resolve(),
  };
}

function waits(url: string): { readonly signal: AbortSignal; hear(news: DeliveryNews): void } {
  const controller = new AbortController();
  let waited = 0;
  return {
    signal: controller.signal,
    hear: (news) => {
      waited = news.news === 'waiting' ? waited + 1 : 0;
      if (waited < MOST_WAITS || news.news !== 'waiting') return;
      controller.abort(unreachable(`${url} takes no traces: ${news.reason}; check --endpoint`));
    },
  };
}

/** That a receiver takes nothing is told by the error that ends it: there is no second wait. */
function noteOf(news: DeliveryNews, note: (text: string) => void): void {
  if (news.news === 'rejected') note(`the receiver has left out ${news.spans} spans: ${news.reason}`);
  if (news.news === 'lightened') note(`span ${news.span.spanId} was sent without what was said: ${news.reason}`);
  if (news.news === 'refused')
    throw new CliError(`span ${news.span.spanId} was refused: ${news.reason}`, EXIT.internal);
}
