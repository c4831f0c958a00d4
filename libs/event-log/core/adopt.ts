import type { Partition, RunId } from '#events';
import type { OutgoingRecord, WholeRun } from '../port.js';
import type { Committer } from './committer.js';
import type { Group } from './group.js';
import { encoded } from './pending-record.js';
import type { LogStorage } from './storage.js';

interface Adopting {
  readonly storage: Pick<LogStorage, 'knows'>;
  readonly committer: Pick<Committer, 'commit'>;
  readonly deciders: Group;
}

/** Each run once, by partition; those of a partition are handed on together. */
export async function adoptByPartition(
  runs: readonly WholeRun[],
  partitionOf: (runId: RunId) => Partition,
  adopt: (partition: Partition, its: readonly WholeRun[]) => Promise<readonly RunId[]>,
): Promise<readonly RunId[]> {
  const grouped = new Map<Partition, WholeRun[]>();
  for (const run of new Map(runs.map((one) => [one.runId, one])).values()) {
    const partition = partitionOf(run.runId);
    grouped.set(partition, [...(grouped.get(partition) ?? []), run]);
  }
  const adopted: RunId[] = [];
  for (const [partition, its] of grouped) adopted.push(...(await adopt(partition, its)));
  return adopted;
}

/** Writes those of the runs that are new, in one commit, while nobody decides on the partition. */
export const adoptInto = (
  partition: Partition,
  runs: readonly WholeRun[],
  { storage, committer, deciders }: Adopting,
): Promise<readonly RunId[]> =>
  deciders.withhold(partition, async () => {
    const fresh = runs.filter(({ runId }) => !storage.knows(runId));
    await committer.commit(encoded(fresh.flatMap(recordsOf)));
    return fresh.map(({ runId }) => runId);
  });

const recordsOf = ({ events }: WholeRun): readonly OutgoingRecord[] =>
  events.map((message) => ({ topic: 'run-events', message }));
