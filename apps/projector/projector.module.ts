import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { baselineOfStarted } from '#diagnosis';
import type { EventLog, Projection } from '#event-log';
import type { Partition, RunEvent, RunHistory } from '#events';
import {
  ALONE,
  CONFIG,
  EVENT_LOG,
  METERS,
  REACHED,
  RUN_HISTORY,
  runService,
  SERVICE,
  STORE,
  type Config,
  type Reached,
  type ServiceSurroundings,
} from '#platform';
import type { Store } from '#store';
import { recorder, runMeasures, type Meters } from '#telemetry';
import { catchUp } from './catch-up.js';
import { heldBy } from './held-by.js';
import { liveBook } from './live-book.js';
import { observeLive } from './live-metrics.js';
import { measured } from './measured.js';
import { createProjector, createVerdictProjector } from './projector.js';
import { SpanExportModule } from './spans/span-export.module.js';

const PROJECTOR = 'projector';
const PROJECTIONS = Symbol('PROJECTIONS');
const MANNER = Symbol('PROJECTOR_MANNER');

type Parts = [Store, Meters, Reached, RunHistory, Config, ServiceSurroundings];
interface Projections {
  readonly plain: Projection;
  /** Takes what it applies into the metrics. */
  readonly measuring: Projection;
  readonly verdicts: Projection;
}
interface Manner {
  readonly alone: boolean;
  readonly readyLag: number;
}

/**
 * Keeps the read models, and measures what it projects. Where this process is alone they have come up to the end of the log
 * before it takes requests, and what led to there was measured before; among others it projects the partitions that it is
 * given, and readiness says how far it has come.
 */
@Module({
  imports: [SpanExportModule],
  providers: [
    {
      provide: PROJECTIONS,
      inject: [STORE, METERS, REACHED, RUN_HISTORY, CONFIG, SERVICE],
      useFactory: (...[store, meters, reached, history, { telemetry }, { subscriptions }]: Parts): Projections => {
        const logger = new Logger(PROJECTOR);
        const onUnreadable = (runId: string, detail: string) => {
          logger.error(`what is recorded of run ${runId} cannot be read: ${detail}`);
        };
        const plain = createProjector({ store, onUnreadable, reached });
        const measures = runMeasures({ sendsTraces: telemetry.traces !== undefined });
        const record = recorder(meters);
        const live = liveBook({
          baselineOf: (started) => baselineOfStarted(started, { store, history }),
          held: heldBy(PROJECTOR, subscriptions),
        });
        observeLive(meters, live);
        const observe = (event: RunEvent, partition: Partition) => {
          record(measures(event));
          live.observe(event, partition);
        };
        const missed = (partition: Partition) => {
          live.forget(partition);
        };
        const verdicts = createVerdictProjector({ store, onUnreadable });
        return { plain, measuring: measured(plain, { observe, missed }), verdicts };
      },
    },
    {
      provide: MANNER,
      inject: [ALONE, CONFIG],
      useFactory: (alone: boolean, { process }: Config): Manner => ({ alone, readyLag: process.readyLag }),
    },
  ],
})
export class ProjectorModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PROJECTIONS) private readonly projections: Projections,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
    @Inject(MANNER) private readonly manner: Manner,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { plain, measuring, verdicts } = this.projections;
    const { alone, readyLag } = this.manner;
    if (alone) for (const projection of [plain, verdicts]) await catchUp(this.log, projection);
    await runService(PROJECTOR, () => this.log.project(measuring), this.service, { readyLag });
    await runService(verdicts.group, () => this.log.project(verdicts), this.service);
  }
}
