import type { Positions } from '#event-log';
import type { Store } from '#store';

/** Up to where a projection has come in each partition of its topic: near its end, and never behind it. */
export async function projectedPositions(store: Store, projection: string, partitions: number): Promise<Positions> {
  const positions = new Map<number, number>();
  for (let partition = 0; partition < partitions; partition++) {
    const position = await store.positionOf(projection, partition);
    if (position !== undefined) positions.set(partition, position);
  }
  return positions;
}
