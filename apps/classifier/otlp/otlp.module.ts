import { Inject, Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { diagnosedTraces, type Judging, type TraceReading } from '#diagnosis';
import {
  APP_SETUP,
  CLOCK,
  CONFIG,
  foreignHeaders,
  JUDGING,
  JudgingModule,
  RECEIVED_TRACES,
  ReceivedTracesModule,
  SERVICE,
  TRACE_READING,
  type AppSetup,
  type Clock,
  type Config,
  type ServiceSurroundings,
} from '#platform';
import type { ReceivedTraces } from '#trajectory';
import { RECEIVER } from './receiver-description.js';
import { otlpReceiver, type Receive } from './receiver.js';
import { startSpansTopic } from './start-spans-topic.js';
import type { DueWork } from './due-work.js';
import { traceWork } from './trace-work.js';

type Work = Pick<DueWork, 'wake' | 'close'>;
/** Does nothing where no topic is named. */
type StartSpansTopic = () => Promise<void>;

const WORK = Symbol('TRACE_WORK');
const RECEIVE = Symbol('RECEIVE');
const SPANS_TOPIC = Symbol('SPANS_TOPIC');
const BACKOFF = { leastMs: 1_000, mostMs: 30_000 };
const logger = new Logger('otlp');
const onError = (error: unknown): void => {
  logger.error(error);
};

/** Takes the spans of other frameworks at `POST /v1/traces` and from a collector's topic, and reads and diagnoses each trace once it is complete. */
@Module({
  imports: [ReceivedTracesModule, JudgingModule],
  providers: [
    {
      provide: WORK,
      inject: [RECEIVED_TRACES, TRACE_READING, JUDGING, CLOCK, CONFIG],
      useFactory: (
        ...[traces, reading, judging, now, { traces: settings }]: [ReceivedTraces, TraceReading, Judging, Clock, Config]
      ) =>
        traceWork({
          traces,
          reading,
          diagnosisOf: diagnosedTraces({ traces, reading, judging }),
          now,
          claimMs: settings.claimMs,
          backoff: BACKOFF,
          onError,
        }),
    },
    {
      provide: RECEIVE,
      inject: [RECEIVED_TRACES, CONFIG, WORK],
      useFactory: (traces: ReceivedTraces, config: Config, work: Work) => {
        const foreignHeaderOf = foreignHeaders(config);
        return otlpReceiver({
          traces,
          limits: config.traces,
          foreignHeaderOf,
          now: Date.now,
          onKept: work.wake,
          onError,
        });
      },
    },
    {
      provide: SPANS_TOPIC,
      inject: [RECEIVED_TRACES, CONFIG, WORK, SERVICE],
      useFactory:
        (...[traces, config, work, service]: [ReceivedTraces, Config, Work, ServiceSurroundings]): StartSpansTopic =>
        async () => {
          const { topic } = config.traces;
          if (topic === undefined || config.kafka === undefined) return;
          const settings = config.kafka.reveal();
          await startSpansTopic({ topic, settings, config, traces, onKept: work.wake, service });
        },
    },
  ],
})
export class OtlpModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(WORK) private readonly work: Work,
    @Inject(RECEIVE) receive: Receive,
    @Inject(SPANS_TOPIC) private readonly start: StartSpansTopic,
    @Inject(APP_SETUP) setup: AppSetup,
  ) {
    setup.describe(RECEIVER);
    setup.contribute((app) => {
      app
        .getHttpAdapter()
        .post('/v1/traces', (request, response) => receive(request as IncomingMessage, response as ServerResponse));
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.work.wake();
    await this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.close();
  }
}
