import type { Partition, RunEvent } from '#events';
import { eventIn, type Projection } from '#event-log';

/** The projection itself; every event that it has applied is then observed, once. */
export const measured = (
  projection: Projection,
  observe: (event: RunEvent, partition: Partition) => void,
): Projection => ({
  ...projection,
  apply: async (partition, batch, position) => {
    await projection.apply(partition, batch, position);
    for (const record of batch) {
      const event = eventIn(record);
      if (event !== undefined) observe(event, partition);
    }
  },
});
