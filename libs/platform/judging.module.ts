import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { judging, JUDGING_LIMITS, type Judging } from '#diagnosis';
import { JUDGING, THREAD_ARGUMENTS } from './tokens.js';

/** One thread for all of a process that have runs judged: it takes some 200 MB. */
@Module({
  providers: [
    {
      provide: JUDGING,
      inject: [{ token: THREAD_ARGUMENTS, optional: true }],
      useFactory: (execArgv?: readonly string[]) => judging(JUDGING_LIMITS, execArgv),
    },
  ],
  exports: [JUDGING],
})
export class JudgingModule implements OnApplicationShutdown {
  constructor(@Inject(JUDGING) private readonly thread: Judging) {}

  async onApplicationShutdown(): Promise<void> {
    await this.thread.close();
  }
}
