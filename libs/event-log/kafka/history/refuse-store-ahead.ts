import type { Partition } from '#events';
import { LogError } from '../../errors.js';
import type { Offset } from '../../port.js';
import type { StoredHistory } from './owned-history.js';

export interface StoreAndTopic {
  readonly stored: Pick<StoredHistory, 'positionOf'>;
  /** Where the broker says that `run-events` ends. */
  readonly ends: () => Promise<readonly Offset[]>;
}

/**
 * What is written to a topic that ends before where the store stands would never come there. To be called before anything is
 * opened: even the marks of a takeover let the topic grow, until nobody would notice any more.
 * @throws LogError `position_ahead`
 */
export async function refuseStoreAhead(partition: Partition, { stored, ends }: StoreAndTopic): Promise<void> {
  // First, since the end may grow meanwhile, and the position with it.
  const position = (await stored.positionOf(partition)) ?? 0;
  const end = (await ends())[partition] ?? 0;
  if (position <= end) return;
  throw new LogError(
    'position_ahead',
    `the database has run-events of partition ${partition} up to ${position}, and the topic ends at ${end}: it is new or an ` +
      'older copy, and nothing is written to it; stop every service: one that starts says what to do',
  );
}
