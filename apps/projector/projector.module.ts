import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, Projection } from '#event-log';
import {
  EVENT_LOG,
  METERS,
  REACHED,
  runService,
  SERVICE,
  STORE,
  type Reached,
  type ServiceSurroundings,
} from '#platform';
import type { Store } from '#store';
import { recorder, runMeasures, type Meters } from '#telemetry';
import { catchUp } from './catch-up.js';
import { measured } from './measured.js';
import { createProjector } from './projector.js';
import { SpanExportModule } from './spans/span-export.module.js';

const PROJECTION = Symbol('PROJECTOR');

/**
 * Keeps the read models, which have come up to the end of the log before the process takes requests, and measures what
 * comes after.
 */
@Module({
  imports: [SpanExportModule],
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
    @Inject(METERS) private readonly meters: Meters,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await catchUp(this.log, this.projection);
    const measures = runMeasures();
    const record = recorder(this.meters.meter);
    const projection = measured(this.projection, (event) => {
      record(measures(event));
    });
    await runService('projector', () => this.log.project(projection), this.service);
  }
}
