import { Inject, Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { diagnosedTraces, type Judging } from '#diagnosis';
import type { ReceivedTraces } from '#otlp';
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
import { RECEIVER } from './receiver-description.js';
import { otlpReceiver } from './receiver.js';
import { settler, type Settler } from './settler.js';
import { traceDiagnoser, type TraceDiagnoser } from './trace-diagnoser.js';

const SETTLER = Symbol('SETTLER');
const DIAGNOSER = Symbol('TRACE_DIAGNOSER');
const logger = new Logger('otlp');
const onError = (error: unknown): void => {
  logger.error(error);
};

/** Takes the spans of other frameworks at `POST /v1/traces`, and reads and diagnoses each trace once it is complete. */
@Module({
  imports: [ReceivedTracesModule, JudgingModule],
  providers: [
    {
      provide: DIAGNOSER,
      inject: [RECEIVED_TRACES, JUDGING],
      useFactory: (traces: ReceivedTraces, judging: Judging) =>
        traceDiagnoser(diagnosedTraces({ traces, judging }), onError),
    },
    {
      provide: SETTLER,
      inject: [RECEIVED_TRACES, CLOCK, DIAGNOSER],
      useFactory: (traces: ReceivedTraces, now: Clock, diagnoser: TraceDiagnoser): Settler => {
        const settling = settler({ traces, now, onError, onSettled: diagnoser.diagnose });
        const close = async () => {
          await settling.close();
          await diagnoser.close();
        };
        return { wake: settling.wake, close };
      },
    },
  ],
})
export class OtlpModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(SETTLER) private readonly settling: Settler,
    @Inject(RECEIVED_TRACES) traces: ReceivedTraces,
    @Inject(CONFIG) { traces: limits }: Config,
    @Inject(APP_SETUP) setup: AppSetup,
  ) {
    const receive = otlpReceiver({ traces, limits, now: Date.now, onKept: settling.wake, onError });
    setup.describe(RECEIVER);
    setup.contribute((app) => {
      app
        .getHttpAdapter()
        .post('/v1/traces', (request, response) => receive(request as IncomingMessage, response as ServerResponse));
    });
  }

  onApplicationBootstrap(): void {
    this.settling.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settling.close();
  }
}
