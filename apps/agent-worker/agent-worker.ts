import { agentOfTurn, isTerminal, type Partition, type RunEvent, type TurnId } from '#events';
import { eventIn, type Held, type Job, type OutgoingRecord, type ReceivedRecord, type Worker } from '#event-log';
import { advanceTurn } from './call-job.js';
import type { WorkerDependencies } from './dependencies.js';
import { failTurn, workerError } from './fail-turn.js';
import { OwnCalls } from './own-calls.js';
import { RunWatch, type OpenTurn } from './run-watch.js';
import { isStoreAway } from './store-away.js';
import { performTurn } from './turn-job.js';
import type { TurnLoad } from './turn-load.js';

/** What is known of one assigned partition; a later assignment of it starts with nothing. */
interface Ward {
  readonly watch: RunWatch;
  readonly own: OwnCalls;
}

interface Parts extends Ward {
  readonly dependencies: WorkerDependencies;
}

export interface AgentWorker extends Worker {
  /** Of the partitions that it has at the moment. */
  load(): TurnLoad;
}

/** Gives agents their turns: reads events, calls models and tools, sends commands. */
export function createAgentWorker(dependencies: WorkerDependencies): AgentWorker {
  const wards = new Map<Partition, Ward>();
  const wardOf = (partition: Partition): Ward => {
    const known = wards.get(partition);
    if (known !== undefined) return known;
    const ward = { watch: new RunWatch(dependencies.cachedRuns), own: new OwnCalls() };
    wards.set(partition, ward);
    return ward;
  };
  return {
    group: 'agent-worker',
    topic: 'run-events',
    concurrency: dependencies.concurrency,
    outputsMayRepeat,
    assigned(partition: Partition): Promise<void> {
      wards.delete(partition);
      return Promise.resolve();
    },
    revoked(partition: Partition): void {
      wards.get(partition)?.watch.forgetAll();
      wards.delete(partition);
    },
    observe(record: ReceivedRecord): void {
      const event = eventIn(record);
      if (event === undefined) return;
      const { watch, own } = wardOf(record.partition);
      watch.observe(event);
      if (isTerminal(event)) own.ended(event.runId);
    },
    jobOf(record: ReceivedRecord, takeover: boolean): Job | undefined {
      const event = eventIn(record);
      return event && jobOf({ dependencies, ...wardOf(record.partition) }, event, takeover);
    },
    load: () => sumOf([...wards.values()].map(({ watch }) => watch.load())),
  };
}

/**
 * Commands are de-duplicated by the run's state. But who has been given up claims no call any more: it would act under the
 * claim, beside the new owner to whom a person has said that nothing had happened.
 */
const outputsMayRepeat = (outputs: readonly OutgoingRecord[]): boolean =>
  outputs.every((output) => output.topic === 'run-commands' && output.message.type !== 'StartToolCall');

const sumOf = (loads: readonly TurnLoad[]): TurnLoad =>
  loads.reduce(
    (sum, { waiting, performed, held }) => ({
      waiting: sum.waiting + waiting,
      performed: sum.performed + performed,
      held: sum.held + held,
    }),
    { waiting: 0, performed: 0, held: 0 },
  );

function jobOf(parts: Parts, event: RunEvent, takeover: boolean): Job | undefined {
  const { dependencies, watch, own } = parts;
  switch (event.type) {
    case 'TurnRequested': {
      const { turnId, attempt } = event.data;
      if (!isToBeAsked(watch.turnOf(event.runId, turnId), attempt)) return undefined;
      return job(parts, event, { turnId, attempt }, (events, { signal, isOver }) =>
        performTurn(dependencies, event, events, { signal, takeover, isOver }),
      );
    }
    case 'TurnAnswered':
    case 'ToolCallStarted':
    case 'ToolCallRecorded':
    case 'TurnResumed': {
      const { turnId } = event.data;
      if (watch.turnOf(event.runId, turnId) === undefined) return undefined;
      return job(parts, event, { turnId }, (events, { signal, held }) =>
        advanceTurn(dependencies, own, event, { events, signal, held }),
      );
    }
    default:
      return undefined;
  }
}

const isToBeAsked = (turn: OpenTurn | undefined, attempt: number): boolean =>
  turn?.attempt === attempt && !turn.answered;

interface TurnOfJob {
  readonly turnId: TurnId;
  /** Given where the job is to ask the model. */
  readonly attempt?: number;
}

interface JobScope {
  readonly signal: AbortSignal;
  readonly held: Held;
  /** Whether the turn has closed meanwhile, or its run has ended. */
  readonly isOver: () => boolean;
}

/** A job in the lane of its agent; it does nothing when its attempt has closed before its turn came. */
function job(
  { dependencies, watch }: Parts,
  event: RunEvent,
  { turnId, attempt }: TurnOfJob,
  perform: (events: readonly RunEvent[], scope: JobScope) => Promise<readonly OutgoingRecord[]>,
): Job {
  return {
    lane: `${event.runId}/${agentOfTurn(turnId)}`,
    async run(shutdown: AbortSignal, held: Held): Promise<readonly OutgoingRecord[]> {
      const turn = watch.turnOf(event.runId, turnId);
      if (turn === undefined || (attempt !== undefined && !isToBeAsked(turn, attempt))) return [];
      const stop = stopping(turn, shutdown);
      try {
        const events = await watch.eventsOf(event.runId, event.sequence, dependencies.history);
        return await perform(events, { signal: stop.signal, held, isOver: () => turn.over });
      } catch (error) {
        // Cut off by the shutdown: whoever comes next does it again.
        if (shutdown.aborted) throw error;
        if (stop.signal.aborted) return [];
        // Tried again until the turn's deadline.
        if (isStoreAway(error)) throw error;
        dependencies.onError(error, event);
        // A model that has answered is not asked again: its calls are tried again, likewise.
        if (attempt === undefined) throw error;
        return [failTurn(event, { turnId, attempt, error: workerError(error) })];
      } finally {
        stop.end();
      }
    },
  };
}

/** A signal for one job: aborts with the process's shutdown, and when its turn closes or its run ends. */
function stopping(turn: OpenTurn, shutdown: AbortSignal): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  turn.abort = controller;
  shutdown.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      shutdown.removeEventListener('abort', abort);
      if (turn.abort === controller) turn.abort = undefined;
    },
  };
}
