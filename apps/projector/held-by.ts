import type { Partition } from '#events';
import { timely, type Subscriptions } from '#platform';

/** Less than a scrape waits for: what the store can tell without the brokers still comes. */
const ANSWER_MS = 1_000;

/** The partitions that a service of this process holds; undefined where that is not known at the moment. */
export function heldBy(
  service: string,
  subscriptions: Pick<Subscriptions, 'holdings'>,
): () => Promise<readonly Partition[] | undefined> {
  const holdings = timely(() => subscriptions.holdings(), { ms: ANSWER_MS });
  return async () => {
    const held = await holdings().catch(() => undefined);
    return held?.get(service)?.map(({ partition }) => partition);
  };
}
