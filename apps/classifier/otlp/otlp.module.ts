import { Inject, Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceivedTraces } from '#otlp';
import {
  APP_SETUP,
  CLOCK,
  CONFIG,
  RECEIVED_TRACES,
  ReceivedTracesModule,
  type AppSetup,
  type Clock,
  type Config,
} from '#platform';
import { otlpReceiver } from './receiver.js';
import { settler, type Settler } from './settler.js';

const SETTLER = Symbol('SETTLER');
const logger = new Logger('otlp');
const onError = (error: unknown): void => {
  logger.error(error);
};

/** Takes the spans of other frameworks at `POST /v1/traces`, and reads each trace once it is complete. */
@Module({
  imports: [ReceivedTracesModule],
  providers: [
    {
      provide: SETTLER,
      inject: [RECEIVED_TRACES, CLOCK],
      useFactory: (traces: ReceivedTraces, now: Clock) => settler({ traces, now, onError }),
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
