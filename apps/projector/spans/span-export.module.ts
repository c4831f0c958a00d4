import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { Blobs, RunHistory } from '#events';
import type { EventLog } from '#event-log';
import {
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  METERS,
  RUN_HISTORY,
  runService,
  SERVICE,
  spanContent,
  STORE,
  type Clock,
  type Config,
  type ServiceSurroundings,
} from '#platform';
import type { Store } from '#store';
import type { Meters } from '#telemetry';
import { deliveryLog } from './delivery-log.js';
import { observeExport } from './export-metrics.js';
import { exportBook, exportNote, type ExportBook } from './export-state.js';
import { startSpanExport, startVerdictExport } from './span-export.js';
import { SPANS_GROUP } from './span-projection.js';
import { VERDICT_SPANS_GROUP } from './verdict-span-projection.js';

const SOURCES = Symbol('SPAN_SOURCES');
const BOOK = Symbol('EXPORT_BOOK');

interface Sources {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
}

/** Sends the spans of runs where somebody is to be sent them; else it does nothing. */
@Module({
  providers: [
    {
      provide: SOURCES,
      inject: [EVENT_LOG, RUN_HISTORY, BLOBS, STORE],
      useFactory: (log: EventLog, history: RunHistory, blobs: Blobs, store: Store): Sources => ({
        log,
        history,
        blobs,
        store,
      }),
    },
    {
      provide: BOOK,
      inject: [SOURCES, CLOCK, METERS, CONFIG],
      useFactory: (sources: Sources, now: Clock, meters: Meters, { telemetry }: Config) => {
        const book = exportBook({ ...sources, now });
        if (telemetry.traces !== undefined) observeExport(meters, book);
        return book;
      },
    },
  ],
})
export class SpanExportModule implements OnApplicationBootstrap {
  constructor(
    @Inject(SOURCES) private readonly sources: Sources,
    @Inject(BOOK) private readonly book: ExportBook,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { traces: settings } = this.config.telemetry;
    if (settings === undefined) return;
    const logger = new Logger(SPANS_GROUP);
    const { sources, book, service } = this;
    const delivery = { settings, book, hear: deliveryLog(logger, Date.now) };
    const start = () =>
      startSpanExport({
        ...sources,
        ...delivery,
        content: spanContent(this.config),
        onLost: (runId, reason) => {
          logger.error(`no further spans of run ${runId}: ${reason}`);
        },
      });
    const wellbeing = async () => exportNote(await book.lag(), book.state());
    await runService(SPANS_GROUP, start, service, { wellbeing });
    await runService(VERDICT_SPANS_GROUP, () => startVerdictExport({ ...sources, ...delivery }), service);
  }
}
