import {
  Inject,
  Logger,
  Module,
  type MiddlewareConsumer,
  type NestModule,
  type OnModuleDestroy,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { EventLog, RunDeltas } from '#event-log';
import { baselineOfStarted, diagnosedTraces, type DiagnosisOfTrace, type Judging, type TraceReading } from '#diagnosis';
import type { Blobs, RunEvent, RunHistory } from '#events';
import {
  APP_SETUP,
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  JUDGING,
  JudgingModule,
  MORE_PROVIDERS,
  REACHED,
  RECEIVED_TRACES,
  RUN_DELTAS,
  ReceivedTracesModule,
  RUN_HISTORY,
  spanContent,
  STORE,
  TOOLS,
  TRACE_READING,
  type AppSetup,
  type Clock,
  type Reached,
  type Config,
} from '#platform';
import { DIAGNOSES_PROJECTION, RUNS_PROJECTION } from '#read-models';
import type { Store } from '#store';
import type { ReceivedTraces } from '#trajectory';
import { approvalReader } from './approvals/approval-reader.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { diagnosisReader, type DiagnosisOf } from './diagnosis/diagnosis-reader.js';
import { DiagnosisController } from './diagnosis/diagnosis.controller.js';
import { eventStreams, type EventStreams } from './events/event-streams.js';
import { EventsController } from './events/events.controller.js';
import { eventNewsIn, verdictNewsIn } from './events/news-in.js';
import { projectedPositions } from './events/projected-positions.js';
import { runNews } from './events/run-news.js';
import { refuseForeignRequests } from './http/foreign-requests.js';
import { jsonDepthLimit } from './http/json-depth.js';
import { jsonOnly } from './http/json-only.js';
import { ProblemDetailsFilter } from './http/problem-details.filter.js';
import { requestLimit } from './http/rate-limit.js';
import { SchemaPipe } from './http/schema.pipe.js';
import { serveDocs } from './openapi/serve-docs.js';
import { ReportsController } from './reports/reports.controller.js';
import { runsInReport } from './reports/runs-in-report.js';
import { ControlController } from './runs/control.controller.js';
import { planSettings, type PlanSettings } from './runs/plan-settings.js';
import { runReader, type RunReader } from './runs/run-reader.js';
import { runStarter } from './runs/run-starter.js';
import { RunsController } from './runs/runs.controller.js';
import { runSender } from './runs/send-to-run.js';
import { TextsController } from './texts/texts.controller.js';
import { traceReader } from './trace/trace-reader.js';
import { TraceController } from './trace/trace.controller.js';
import { TracesController } from './traces/traces.controller.js';
import {
  APPROVAL_READER,
  DIAGNOSIS_OF,
  DIAGNOSIS_OF_TRACE,
  EVENT_STREAMS,
  PLAN_SETTINGS,
  RUN_READER,
  RUNS_IN_REPORT,
  SEND_TO_RUN,
  START_RUN,
  TRACE_OF,
} from './tokens.js';

const NEWS_RETRY_MS = 1000;

const providers: Provider[] = [
  { provide: APP_FILTER, useClass: ProblemDetailsFilter },
  { provide: APP_PIPE, useClass: SchemaPipe },
  { provide: PLAN_SETTINGS, inject: [CONFIG, TOOLS, MORE_PROVIDERS], useFactory: planSettings },
  {
    provide: START_RUN,
    inject: [EVENT_LOG, RUN_HISTORY, STORE, BLOBS, CLOCK, PLAN_SETTINGS, REACHED],
    useFactory: (
      ...[log, history, store, blobs, now, settings, reached]: [
        EventLog,
        RunHistory,
        Store,
        Blobs,
        Clock,
        PlanSettings,
        Reached,
      ]
    ) => runStarter({ log, history, store, blobs, now, settings, reached }),
  },
  {
    provide: RUN_READER,
    inject: [STORE, RUN_HISTORY, BLOBS],
    useFactory: (store: Store, history: RunHistory, blobs: Blobs) => runReader({ store, history, blobs }),
  },
  {
    provide: APPROVAL_READER,
    inject: [RUN_HISTORY, BLOBS],
    useFactory: approvalReader,
  },
  {
    provide: SEND_TO_RUN,
    inject: [EVENT_LOG, RUN_READER, CLOCK],
    useFactory: (log: EventLog, reader: RunReader, now: Clock) => runSender({ log, reader, now }),
  },
  {
    provide: TRACE_OF,
    inject: [RUN_HISTORY, BLOBS, STORE, CONFIG],
    useFactory: (...[history, blobs, store, config]: [RunHistory, Blobs, Store, Config]) =>
      traceReader({ content: spanContent(config), history, blobs, store }),
  },
  {
    provide: DIAGNOSIS_OF,
    inject: [STORE, RUN_HISTORY, BLOBS, JUDGING],
    useFactory: (...[store, history, blobs, thread]: [Store, RunHistory, Blobs, Judging]) =>
      diagnosisReader({ store, history, blobs, judging: thread }),
  },
  {
    provide: DIAGNOSIS_OF_TRACE,
    inject: [RECEIVED_TRACES, TRACE_READING, JUDGING],
    useFactory: (traces: ReceivedTraces, reading: TraceReading, thread: Judging) =>
      diagnosedTraces({ traces, reading, judging: thread }),
  },
  {
    provide: RUNS_IN_REPORT,
    inject: [STORE, DIAGNOSIS_OF, RECEIVED_TRACES, DIAGNOSIS_OF_TRACE],
    useFactory: (...[store, diagnosisOf, traces, ofTrace]: [Store, DiagnosisOf, ReceivedTraces, DiagnosisOfTrace]) =>
      runsInReport({ store, diagnosisOf, traces, diagnosisOfTrace: ofTrace }),
  },
  {
    provide: EVENT_STREAMS,
    inject: [EVENT_LOG, RUN_HISTORY, STORE, RUN_DELTAS, CONFIG],
    useFactory: (
      ...[log, history, store, deltas, { streams: limits }]: [EventLog, RunHistory, Store, RunDeltas, Config]
    ) => {
      const logger = new Logger('event-streams');
      const onError = (error: unknown) => {
        logger.error(error);
      };
      const reading = (projection: string) => ({
        log,
        positions: () => projectedPositions(store, projection, log.partitions),
        onError,
        retryMs: NEWS_RETRY_MS,
      });
      const news = runNews({ ...reading(RUNS_PROJECTION), topic: 'run-events', newsIn: eventNewsIn });
      const verdictNews = runNews({ ...reading(DIAGNOSES_PROJECTION), topic: 'diagnoses', newsIn: verdictNewsIn });
      const baselineOf = (started: RunEvent) => baselineOfStarted(started, { store, history });
      return eventStreams({ history, news, deltas, limits, baselineOf, verdicts: { store, news: verdictNews } });
    },
  },
];

/** The HTTP edge: it publishes commands, and reads. */
@Module({
  controllers: [
    RunsController,
    EventsController,
    ControlController,
    DiagnosisController,
    ApprovalsController,
    CatalogueController,
    TextsController,
    TraceController,
    TracesController,
    ReportsController,
  ],
  imports: [ReceivedTracesModule, JudgingModule],
  providers,
})
export class GatewayModule implements NestModule, OnModuleDestroy {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EVENT_STREAMS) private readonly streams: EventStreams,
    @Inject(APP_SETUP) setup: AppSetup,
  ) {
    setup.guard((app) => {
      app.use(refuseForeignRequests(config));
    });
    setup.contribute((app) => {
      serveDocs(app, setup);
    });
  }

  configure(consumer: MiddlewareConsumer): void {
    const { jsonDepth, perMinute } = this.config.requests;
    consumer.apply(requestLimit(perMinute), jsonOnly, jsonDepthLimit(jsonDepth)).forRoutes('v1/*path');
  }

  async onModuleDestroy(): Promise<void> {
    await this.streams.close();
  }
}
