import { inProcessDeltas, type EventLog, type Subscription } from '#event-log';
import type { Blobs, RunHistory } from '#events';
import { rehearsalProvider } from '#llm';
import type { Store } from '#store';
import { planOf } from '#tasks';
import type { Tool } from '#tools';
import { createAgentWorker } from '../../apps/agent-worker/agent-worker.js';
import { createGrader } from '../../apps/grader/grader.js';
import { createOrchestrator } from '../../apps/orchestrator/orchestrator.js';
import { createProjector } from '../../apps/projector/projector.js';
import { effectsProvider } from './effects-provider.js';

export interface Surroundings {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly blobs: Blobs;
  readonly store: Store;
  readonly tools: readonly Tool[];
}

type Service = 'orchestrator' | 'worker' | 'projector' | 'grader';
class Died extends Error {}

/** The services of one process, each of which can die by itself where a test orders it. */
export class Services {
  deaths = 0;
  private readonly subscriptions = new Map<Service, Subscription>();
  private starting: Promise<void> = Promise.resolve();
  private left: number;
  private births = 0;

  /** @param fault `<service>:<point>@<nth time>` */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly point: string,
    nth: number,
  ) {
    this.left = nth;
  }

  async startAll(): Promise<void> {
    for (const service of ['orchestrator', 'worker', 'projector', 'grader'] as const) await this.start(service);
  }

  /** All that has been started because something died is running. */
  settled(): Promise<void> {
    return this.starting;
  }

  private async start(service: Service): Promise<void> {
    this.subscriptions.set(service, await this.subscribe(service));
  }

  private subscribe(service: Service): Promise<Subscription> {
    const { log, history, blobs, store, tools } = this.surroundings;
    const now = Date.now;
    const reached = (point: string) => {
      this.reached(service, point);
    };
    switch (service) {
      case 'orchestrator':
        return log.process(createOrchestrator({ log, now, cachedRuns: 5, onParked: unexpected, reached }));
      case 'projector':
        return log.project(createProjector({ store, onUnreadable: unexpected, reached }));
      case 'grader':
        return log.work(
          createGrader({
            history,
            blobs,
            now,
            officeOf: () => Promise.resolve(undefined),
            concurrency: 4,
            onUngradable: unexpected,
          }),
        );
      case 'worker':
        return log.work(this.worker(reached, tools));
    }
  }

  private worker(reached: (point: string) => void, tools: readonly Tool[]) {
    const { history, blobs } = this.surroundings;
    const providers = [rehearsalProvider({ planOf }), effectsProvider()];
    this.births += 1;
    return createAgentWorker({
      workerId: `worker-${this.births}`,
      history,
      blobs,
      providerNamed: (model) => providers.find(({ name }) => name === model.provider),
      toolNamed: (name) => tools.find(({ definition }) => definition.name === name),
      deltas: inProcessDeltas(),
      now: Date.now,
      concurrency: 8,
      cachedRuns: 3,
      onError: () => undefined,
      reached,
    });
  }

  /** Drops the subscription without draining or revoking, stops whatever it was doing, and starts the service anew. */
  private reached(service: Service, point: string): void {
    if (point !== this.point) return;
    this.left -= 1;
    if (this.left !== 0) return;
    this.deaths += 1;
    this.subscriptions.get(service)?.drop();
    this.starting = this.start(service);
    throw new Died(point);
  }
}

function unexpected(...what: readonly unknown[]): never {
  throw new Error(`unexpected: ${JSON.stringify(what)}`);
}
