import type { Partition, RunCommand, RunEvent, RunHistory, RunId } from '#events';
import {
  DECIDERS,
  isUnreadable,
  type DeadLetter,
  type Decided,
  type EventLog,
  type OutgoingRecord,
  type Processor,
  type ReceivedRecord,
} from '#event-log';
import { step, type RunState } from '#run';
import { deadLetterFor, undecidable } from './dead-letters.js';
import { PartitionRuns } from './partition-runs.js';
import { startClockwork } from './clockwork.js';

export interface OrchestratorOptions {
  readonly log: Pick<EventLog, 'publish' | 'partitionOf'>;
  readonly now: () => number;
  /** Run states kept in memory per partition; others are folded again when they are needed. */
  readonly cachedRuns: number;
  /** Called when a run can no longer be folded and is left alone from now on. */
  readonly onParked: (runId: RunId, reason: string) => void;
  /** Told where the work is, so that a test can end the process there. */
  readonly reached?: (point: OrchestratorPoint) => void;
}

/** `decided`: nothing is committed yet; `committed`: the log has the events, the cache does not. */
type OrchestratorPoint = 'orchestrator:decided' | 'orchestrator:committed';

/** The one writer of `run-events`: folds a run, decides on each command, returns the events. */
export function createOrchestrator(options: OrchestratorOptions): Processor {
  const partitions = new Map<Partition, PartitionRuns>();
  const runsOf = (partition: Partition): PartitionRuns => {
    const runs = partitions.get(partition);
    if (runs === undefined) throw new Error(`partition ${partition} is not assigned`);
    return runs;
  };
  return {
    ...DECIDERS,
    async assigned(partition: Partition, history: RunHistory): Promise<void> {
      const runs = new PartitionRuns(options);
      partitions.get(partition)?.stop();
      partitions.set(partition, runs);
      await runs.restore(partition, history);
      // A restore that took so long that the partition was given away, and perhaps came back, is of no use any more.
      if (partitions.get(partition) !== runs) return;
      runs.start(startClockwork(runs.timers, options.log, options.now));
    },
    prepare: (partition, runIds, history) => runsOf(partition).load(runIds, history),
    handle: (partition, batch) => handle(runsOf(partition), batch, options),
    refused(_partition: Partition, record: ReceivedRecord, error: Error): Decided {
      const deadLetter = undecidable(record, error);
      return { records: deadLetter === undefined ? [] : [letter(deadLetter)], committed: () => undefined };
    },
    revoked(partition: Partition): void {
      partitions.get(partition)?.stop();
      partitions.delete(partition);
    },
  };
}

function handle(
  runs: PartitionRuns,
  batch: readonly ReceivedRecord[],
  { log, reached }: Pick<OrchestratorOptions, 'log' | 'reached'>,
): Decided {
  const records: OutgoingRecord[] = [];
  const changed = new Map<RunId, RunState>();
  for (const record of batch) {
    const message = commandOf(record);
    const state = message === undefined ? undefined : (changed.get(message.runId) ?? runs.stateOf(message.runId));
    const deadLetter = deadLetterFor(record, state, log);
    if (deadLetter !== undefined) records.push(letter(deadLetter));
    else if (message !== undefined && state !== undefined) {
      const { events, state: next } = step(state, message, record.time);
      if (events.length === 0) continue;
      changed.set(message.runId, next);
      for (const event of events) records.push(published(event));
    }
  }
  reached?.('orchestrator:decided');
  return {
    records,
    committed: () => {
      reached?.('orchestrator:committed');
      runs.accept([...changed].map(([runId, state]) => ({ runId, state })));
    },
  };
}

const commandOf = (record: ReceivedRecord): RunCommand | undefined =>
  !isUnreadable(record) && record.topic === 'run-commands' ? record.message : undefined;
const published = (message: RunEvent): OutgoingRecord => ({ topic: 'run-events', message });
const letter = (deadLetter: DeadLetter): OutgoingRecord => ({ topic: 'run-dead-letters', deadLetter });
