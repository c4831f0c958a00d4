import type { RunHistory, RunId } from '#events';
import { isTerminal } from '#events';
import { inProcessDeltas, isUnreadable, type EventLog, type ReceivedRecord, type Worker } from '#event-log';
import type { Provider } from '#llm';
import { createAgentWorker } from '../../apps/agent-worker/agent-worker.js';
import { createOrchestrator } from '../../apps/orchestrator/orchestrator.js';
import type { StepClock } from './clock.js';
import { noopProvider, noopTool, type startRun } from './system.js';

/** Orchestrator and worker on a log, as `apps/local` composes them; no gateway, no read models. */
export interface Services {
  /** Resolves when the run's end is durable. */
  run(command: ReturnType<typeof startRun>): Promise<void>;
}
export interface Surroundings {
  readonly log: EventLog;
  readonly history: RunHistory;
  readonly clock: StepClock;
  /** Told of whatever the worker observes, before it does. */
  readonly observed?: (record: ReceivedRecord) => void;
}

export interface ServicesOptions {
  /** The model gives this many answers per run and then none; `stuck` is called once `hung` runs wait for one. */
  readonly hangAfter?: number;
  readonly hung?: number;
  readonly stuck?: (value: undefined) => void;
}

const noBlobs = {
  put: () => Promise.reject(new Error('the bench has no blobs')),
  get: () => Promise.reject(new Error('the bench has no blobs')),
  removeRuns: () => Promise.resolve(),
};

export function parked(runId: string, reason: string): never {
  throw new Error(`run ${runId} was parked: ${reason}`);
}

export async function startServices(surroundings: Surroundings, options: ServicesOptions = {}): Promise<Services> {
  const { log, history } = surroundings;
  const waiting = new Map<RunId, () => void>();
  const now = Date.now;
  await log.process(createOrchestrator({ log, now, cachedRuns: 10_000, onParked: parked }));
  const model = noopProvider(surroundings.clock);
  const provider = options.hangAfter === undefined ? model : hanging(model, options);
  const worker = createAgentWorker({
    workerId: 'bench',
    history,
    blobs: noBlobs,
    providerNamed: () => provider,
    toolNamed: () => noopTool,
    deltas: inProcessDeltas(),
    now,
    concurrency: options.hung === undefined ? 256 : 2 * options.hung,
    cachedRuns: 500,
    onError: fail,
  });
  await log.work(watched(worker, surroundings, waiting));
  return {
    async run(command) {
      const ended = new Promise<void>((resolve) => waiting.set(command.runId, resolve));
      await log.publish([{ topic: 'run-commands', message: command }]);
      await ended;
    },
  };
}

function fail(problem: unknown): never {
  throw problem instanceof Error ? problem : new Error(String(problem));
}

/** The worker itself, and whoever waits for a run's end is told. */
function watched(worker: Worker, { clock, observed }: Surroundings, waiting: Map<RunId, () => void>): Worker {
  return {
    ...worker,
    observe(record) {
      observed?.(record);
      worker.observe(record);
      if (isUnreadable(record) || record.topic !== 'run-events' || !isTerminal(record.message)) return;
      const { runId, type } = record.message;
      if (type !== 'RunCompleted') fail(`run ${runId} ended with ${JSON.stringify(record.message.data)}`);
      clock.ended(runId);
      waiting.get(runId)?.();
      waiting.delete(runId);
    },
  };
}

/** Answers each run so many times and then hangs. */
function hanging(provider: Provider, { hangAfter = 0, hung = 0, stuck }: ServicesOptions): Provider {
  const answers = new Map<string, number>();
  let waiting = 0;
  return {
    ...provider,
    async *stream(request) {
      const given = answers.get(request.origin.runId) ?? 0;
      answers.set(request.origin.runId, given + 1);
      if (given < hangAfter) {
        yield* provider.stream(request);
        return;
      }
      waiting += 1;
      if (waiting === hung) stuck?.(undefined);
      await new Promise(() => undefined);
    },
  };
}
