import type { Partition, RunEvent } from '#events';
import { eventIn, type Offset, type Projection } from '#event-log';

export interface Observer {
  /** Every event that the projection has applied here, once. */
  readonly observe: (event: RunEvent, partition: Partition) => void;
  /** Others have applied events of the partition since this process had it: what is known of its runs is out of date. */
  readonly missed: (partition: Partition) => void;
}

/** The projection itself, with somebody who looks at what it applies. */
export function measured(projection: Projection, { observe, missed }: Observer): Projection {
  const reached = new Map<Partition, Offset>();
  return {
    ...projection,
    positionOf: async (partition) => {
      const position = await projection.positionOf(partition);
      const known = reached.get(partition);
      if (known !== undefined && known !== position) missed(partition);
      if (position === undefined) reached.delete(partition);
      else reached.set(partition, position);
      return position;
    },
    apply: async (partition, batch, position) => {
      await projection.apply(partition, batch, position);
      const last = batch.at(-1);
      if (last !== undefined) reached.set(partition, last.offset + 1);
      for (const record of batch) {
        const event = eventIn(record);
        if (event !== undefined) observe(event, partition);
      }
    },
  };
}
