import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, Worker } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import {
  BLOBS,
  CLOCK,
  EVENT_LOG,
  OFFICES,
  RUN_HISTORY,
  runService,
  SERVICE,
  type Clock,
  type ServiceSurroundings,
} from '#platform';
import type { OfficeSandbox } from '#tasks';
import { createGrader } from './grader.js';

const WORKER = Symbol('GRADER');
const CONCURRENCY = 16;

function onUngradable(runId: string, reason: string): void {
  new Logger('grader').error(`run ${runId} cannot be graded: ${reason}`);
}

/** Judges completed runs. */
@Module({
  providers: [
    {
      provide: WORKER,
      inject: [RUN_HISTORY, BLOBS, CLOCK, OFFICES],
      useFactory: (history: RunHistory, blobs: Blobs, now: Clock, offices: OfficeSandbox) =>
        createGrader({
          history,
          blobs,
          now,
          officeOf: (runId) => offices.officeOf(runId),
          concurrency: CONCURRENCY,
          onUngradable,
        }),
    },
  ],
})
export class GraderModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(WORKER) private readonly worker: Worker,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await runService('grader', () => this.log.work(this.worker), this.service);
  }
}
