import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { ReceivedTraces } from '#trajectory';
import type { Config } from './config.js';
import type { OpenTraces } from './open-storage.js';
import { CONFIG, OPEN_TRACES, RECEIVED_TRACES } from './tokens.js';

/** The traces that others have sent: for who takes them in, and who shows them. */
@Module({
  providers: [
    {
      provide: RECEIVED_TRACES,
      inject: [CONFIG, OPEN_TRACES],
      useFactory: ({ traces }: Config, open: OpenTraces) => open(traces),
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
