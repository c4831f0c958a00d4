import { Inject, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { EventLog, RunDeltas } from '#event-log';
import type { Blobs, RunEvent, RunHistory } from '#events';
import type { Provider } from '#llm';
import {
  BLOBS,
  CLOCK,
  CONFIG,
  EVENT_LOG,
  METERS,
  MORE_PROVIDERS,
  REACHED,
  RUN_DELTAS,
  RUN_HISTORY,
  runService,
  SERVICE,
  TOOLS,
  type Clock,
  type Config,
  type Reached,
  type ServiceSurroundings,
} from '#platform';
import type { Meters } from '#telemetry';
import type { ToolCatalogue } from '#tools';
import { hostname } from 'node:os';
import { createAgentWorker, type AgentWorker } from './agent-worker.js';
import type { WorkerDependencies } from './dependencies.js';
import { modelProviders } from './models.js';
import { observeTurns } from './turn-load.js';

const WORKER = Symbol('AGENT_WORKER');
const DATA = Symbol('AGENT_WORKER_DATA');
const SKILLS = Symbol('AGENT_WORKER_SKILLS');
/** Per partition; with the default number of partitions 2,000 in all. */
const CACHED_RUNS = 500;

type Data = Pick<WorkerDependencies, 'history' | 'blobs' | 'deltas' | 'now'>;
type Skills = Pick<WorkerDependencies, 'providerNamed' | 'toolNamed' | 'concurrency'>;

function onError(error: unknown, event: RunEvent): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  new Logger('agent-worker').error(`run ${event.runId}, event ${event.sequence}: ${detail}`);
}

/** Performs the agents' turns. */
@Module({
  providers: [
    {
      provide: DATA,
      inject: [RUN_HISTORY, BLOBS, RUN_DELTAS, CLOCK],
      useFactory: (history: RunHistory, blobs: Blobs, deltas: RunDeltas, now: Clock): Data => ({
        history,
        blobs,
        deltas,
        now,
      }),
    },
    {
      provide: SKILLS,
      inject: [CONFIG, MORE_PROVIDERS, TOOLS, CLOCK],
      useFactory: (config: Config, more: readonly Provider[], tools: ToolCatalogue, now: Clock): Skills => ({
        providerNamed: modelProviders(config, more, now),
        toolNamed: (name) => tools.toolNamed(name),
        concurrency: config.concurrency,
      }),
    },
    {
      provide: WORKER,
      inject: [DATA, SKILLS, REACHED],
      useFactory: (data: Data, skills: Skills, reached: Reached) => {
        const workerId = `${hostname()}:${process.pid}:${data.now()}`;
        return createAgentWorker({ workerId, ...data, ...skills, cachedRuns: CACHED_RUNS, onError, reached });
      },
    },
  ],
})
export class AgentWorkerModule implements OnApplicationBootstrap {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(WORKER) private readonly worker: AgentWorker,
    @Inject(SERVICE) private readonly service: ServiceSurroundings,
    @Inject(METERS) meters: Meters,
  ) {
    observeTurns(meters, () => worker.load());
  }

  async onApplicationBootstrap(): Promise<void> {
    await runService('agent-worker', () => this.log.work(this.worker), this.service);
  }
}
