import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { Judging } from '#diagnosis';
import type { EventLog, Worker } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import {
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  JUDGING,
  JudgingModule,
  RUN_HISTORY,
  runService,
  SERVICE,
  type Clock,
  type Config,
  type ServiceSurroundings,
} from '#platform';
import { createDiagnoser } from './diagnoser.js';

const WORKER = Symbol('DIAGNOSER');
const NAME = 'classifier';

function onGivenUp(runId: string, reason: string): void {
  new Logger(NAME).error(`run ${runId} is not diagnosed: ${reason}`);
}

/** Diagnoses every run that has ended. */
@Module({
  imports: [JudgingModule],
  providers: [
    {
      provide: WORKER,
      inject: [RUN_HISTORY, BLOBS, JUDGING, CLOCK, CONFIG],
      useFactory: (
        ...[history, blobs, judging, now, { streams }]: [RunHistory, Blobs, Judging, Clock, Config]
      ): Worker => createDiagnoser({ history, blobs, judging, now, onGivenUp, gradeMs: streams.gradeMs }),
    },
  ],
})
export class DiagnosingModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(WORKER) private readonly worker: Worker,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await runService(NAME, () => this.log.work(this.worker), this.service);
  }
}
