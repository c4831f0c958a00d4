import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { openReceivedTraces, type ReceivedTraces } from '#otlp';
import type { Config } from './config.js';
import { CONFIG, EVENT_LOG, RECEIVED_TRACES } from './tokens.js';

/** The traces that others have sent: for who takes them in, and who shows them. */
@Module({
  providers: [
    {
      provide: RECEIVED_TRACES,
      // Opened once the directory is known to be ours.
      inject: [CONFIG, EVENT_LOG],
      useFactory: ({ data, traces }: Config) => openReceivedTraces({ directory: data, limits: traces }),
    },
  ],
  exports: [RECEIVED_TRACES],
})
export class ReceivedTracesModule implements OnApplicationShutdown {
  constructor(@Inject(RECEIVED_TRACES) private readonly traces: ReceivedTraces) {}

  onApplicationShutdown(): void {
    this.traces.close();
  }
}
