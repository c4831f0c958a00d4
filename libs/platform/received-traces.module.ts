import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { traceReading, type TraceReading } from '#diagnosis';
import type { ReceivedTraces } from '#trajectory';
import type { Config } from './config.js';
import type { OpenTraces } from './open-storage.js';
import { CONFIG, OPEN_TRACES, RECEIVED_TRACES, THREAD_ARGUMENTS, TRACE_READING } from './tokens.js';

/** The traces that others have sent: for who takes them in, and who shows them. */
@Module({
  providers: [
    {
      provide: RECEIVED_TRACES,
      inject: [CONFIG, OPEN_TRACES],
      useFactory: ({ traces }: Config, open: OpenTraces) => open(traces),
    },
    {
      provide: TRACE_READING,
      inject: [RECEIVED_TRACES, { token: THREAD_ARGUMENTS, optional: true }],
      useFactory: (traces: ReceivedTraces, execArgv?: readonly string[]) => traceReading(traces, execArgv),
    },
  ],
  exports: [RECEIVED_TRACES, TRACE_READING],
})
export class ReceivedTracesModule implements OnApplicationShutdown {
  constructor(
    @Inject(RECEIVED_TRACES) private readonly traces: ReceivedTraces,
    @Inject(TRACE_READING) private readonly reading: TraceReading,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.reading.close();
    this.traces.close();
  }
}
