import { Inject, Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { diagnosedTraces, type Judging } from '#diagnosis';
import {
  APP_SETUP,
  CLOCK,
  CONFIG,
  JUDGING,
  JudgingModule,
  RECEIVED_TRACES,
  ReceivedTracesModule,
  type AppSetup,
  type Clock,
  type Config,
} from '#platform';
import type { ReceivedTraces } from '#trajectory';
import { RECEIVER } from './receiver-description.js';
import { otlpReceiver } from './receiver.js';
import type { DueWork } from './due-work.js';
import { traceWork } from './trace-work.js';

const WORK = Symbol('TRACE_WORK');
const logger = new Logger('otlp');
const onError = (error: unknown): void => {
  logger.error(error);
};

/** Takes the spans of other frameworks at `POST /v1/traces`, and reads and diagnoses each trace once it is complete. */
@Module({
  imports: [ReceivedTracesModule, JudgingModule],
  providers: [
    {
      provide: WORK,
      inject: [RECEIVED_TRACES, JUDGING, CLOCK, CONFIG],
      useFactory: (...[traces, judging, now, { traces: settings }]: [ReceivedTraces, Judging, Clock, Config]) =>
        traceWork({
          traces,
          diagnosisOf: diagnosedTraces({ traces, judging }),
          now,
          claimMs: settings.claimMs,
          onError,
        }),
    },
  ],
})
export class OtlpModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(WORK) private readonly work: Pick<DueWork, 'wake' | 'close'>,
    @Inject(RECEIVED_TRACES) traces: ReceivedTraces,
    @Inject(CONFIG) { traces: limits }: Config,
    @Inject(APP_SETUP) setup: AppSetup,
  ) {
    const receive = otlpReceiver({ traces, limits, now: Date.now, onKept: work.wake, onError });
    setup.describe(RECEIVER);
    setup.contribute((app) => {
      app
        .getHttpAdapter()
        .post('/v1/traces', (request, response) => receive(request as IncomingMessage, response as ServerResponse));
    });
  }

  onApplicationBootstrap(): void {
    this.work.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.close();
  }
}
