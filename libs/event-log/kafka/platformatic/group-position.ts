import { Admin } from '@platformatic/kafka';
import type { Offset } from '../../port.js';
import type { DriverOptions } from '../connection.js';
import type { Claim } from '../driver.js';
import { clientOptions } from './client-options.js';
import { positionDelay } from './unstable-position.js';

/** The client repeats the request and the whole as well, each so often: some five seconds in all, one where a transaction is open. */
const RETRIES = 4;

/** By a client of its own: what has got stuck in another is not in the way, and who asks again asks anew. */
export async function groupPosition(options: DriverOptions, claim: Claim): Promise<Offset | undefined> {
  const admin = new Admin({
    ...clientOptions(options),
    retries: RETRIES,
    retryDelay: (...[, , attempt, , error]) => positionDelay(attempt, error),
  });
  try {
    return await askedOf(admin, claim);
  } finally {
    void admin.close().catch(() => undefined);
  }
}

async function askedOf(admin: Admin, { group, topic, partition }: Claim): Promise<Offset | undefined> {
  const topics = [{ name: topic, partitionIndexes: [partition] }];
  // Else what a transaction has committed a moment ago may be missing.
  const [found] = await admin.listConsumerGroupOffsets({ groups: [{ groupId: group, topics }], requireStable: true });
  const offset = Number(found?.topics[0]?.partitions[0]?.committedOffset ?? -1);
  return offset < 0 ? undefined : offset;
}
