import type { Partition } from '#events';
import type { EventLog, Offset, Projection, ReceivedRecord } from '#event-log';

/** Records in one batch at most. */
const BATCH = 512;

/** Brings a projection to the end of its topic as it is now. Nobody else may be at work on it. */
export async function catchUp(log: Pick<EventLog, 'partitions' | 'read'>, projection: Projection): Promise<void> {
  const positions = await positionsOf(projection, log.partitions);
  const batches = new Map<Partition, ReceivedRecord[]>();
  const apply = async (partition: Partition, batch: readonly ReceivedRecord[]) => {
    await projection.apply(partition, batch, positions.get(partition) ?? 0);
    positions.set(partition, (batch.at(-1)?.offset ?? 0) + 1);
    batches.delete(partition);
  };
  for await (const record of log.read(projection.topic, new Map(positions))) {
    const batch = batches.get(record.partition) ?? [];
    batches.set(record.partition, batch);
    batch.push(record);
    if (batch.length === BATCH) await apply(record.partition, batch);
  }
  for (const [partition, batch] of [...batches]) await apply(partition, batch);
}

async function positionsOf(projection: Projection, partitions: number): Promise<Map<Partition, Offset>> {
  const positions = new Map<Partition, Offset>();
  for (let partition = 0; partition < partitions; partition++) {
    positions.set(partition, (await projection.positionOf(partition)) ?? 0);
  }
  return positions;
}
