import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, Processor } from '#event-log';
import {
  CLOCK,
  CONFIG,
  EVENT_LOG,
  REACHED,
  runService,
  SERVICE,
  type Clock,
  type Config,
  type Reached,
  type ServiceSurroundings,
} from '#platform';
import { createOrchestrator } from './orchestrator.js';

const PROCESSOR = Symbol('ORCHESTRATOR');
/** Per partition; a folded run takes a few kilobytes. */
const CACHED_RUNS = 10_000;

/** Decides on `run-commands`. */
@Module({
  providers: [
    {
      provide: PROCESSOR,
      inject: [EVENT_LOG, CLOCK, REACHED],
      useFactory: (log: EventLog, now: Clock, reached: Reached) => {
        const logger = new Logger('orchestrator');
        const onParked = (runId: string, reason: string) => {
          logger.error(`run ${runId} is left alone: ${reason}`);
        };
        return createOrchestrator({ log, now, cachedRuns: CACHED_RUNS, onParked, reached });
      },
    },
  ],
})
export class OrchestratorModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PROCESSOR) private readonly processor: Processor,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { readyLag } = this.config.process;
    await runService('orchestrator', () => this.log.process(this.processor), this.service, { readyLag });
  }
}
