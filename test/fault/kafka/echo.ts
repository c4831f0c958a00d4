import type { Partition, RunId } from '#events';
import { DECIDERS, isUnreadable, type OutgoingRecord, type Processor, type ReceivedRecord } from '#event-log';
import { asEvent, event, reasonOf } from '../../../libs/event-log/testing/messages.js';

export const echoOf = (reason: string): string => `echo of ${reason}`;

/** Answers every command with one event, numbered by what it knows of the run. */
export interface Echo extends Processor {
  /** Where it is at work. */
  readonly held: ReadonlySet<Partition>;
}

export function echo(): Echo {
  const sequences = new Map<Partition, Map<RunId, number>>();
  const held = new Set<Partition>();
  return {
    ...DECIDERS,
    held,
    assigned(partition) {
      sequences.set(partition, new Map());
      held.add(partition);
      return Promise.resolve();
    },
    async prepare(partition, runIds, history) {
      const known = sequences.get(partition);
      for (const runId of runIds) {
        if (known?.has(runId) === false) known.set(runId, (await history.eventsOf(runId)).length);
      }
    },
    handle(partition, batch) {
      const known = new Map(sequences.get(partition));
      const records = batch.flatMap((record) => echoed(record, known));
      return {
        records,
        committed: () => {
          sequences.set(partition, known);
        },
      };
    },
    revoked(partition) {
      sequences.delete(partition);
      held.delete(partition);
    },
  };
}

function echoed(record: ReceivedRecord, known: Map<RunId, number>): readonly OutgoingRecord[] {
  if (isUnreadable(record) || record.topic !== 'run-commands') return [];
  const { runId } = record.message;
  const sequence = (known.get(runId) ?? 0) + 1;
  known.set(runId, sequence);
  return [asEvent(event(runId, sequence, echoOf(reasonOf(record))))];
}
