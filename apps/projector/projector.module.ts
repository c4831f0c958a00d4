import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, Projection } from '#event-log';
import { EVENT_LOG, REACHED, runService, SERVICE, STORE, type Reached, type ServiceSurroundings } from '#platform';
import type { Store } from '#store';
import { createProjector } from './projector.js';

const PROJECTION = Symbol('PROJECTOR');

/** Keeps the read models. */
@Module({
  providers: [
    {
      provide: PROJECTION,
      inject: [STORE, REACHED],
      useFactory: (store: Store, reached: Reached) => {
        const logger = new Logger('projector');
        const onUnreadable = (runId: string, detail: string) => {
          logger.error(`an event of run ${runId} cannot be read: ${detail}`);
        };
        return createProjector({ store, onUnreadable, reached });
      },
    },
  ],
})
export class ProjectorModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PROJECTION) private readonly projection: Projection,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await runService('projector', () => this.log.project(this.projection), this.service);
  }
}
