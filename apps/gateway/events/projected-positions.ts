import type { Positions } from '#event-log';
import { RUNS_PROJECTION } from '#read-models';
import type { Store } from '#store';

/** Up to where the read models have come in each partition of `run-events`: near its end, and never behind it. */
export async function projectedPositions(store: Store, partitions: number): Promise<Positions> {
  const positions = new Map<number, number>();
  for (let partition = 0; partition < partitions; partition++) {
    const position = await store.positionOf(RUNS_PROJECTION, partition);
    if (position !== undefined) positions.set(partition, position);
  }
  return positions;
}
