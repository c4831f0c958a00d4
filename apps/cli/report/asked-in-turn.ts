import { ASKED_AT_ONCE } from '#reports';
import pLimit from 'p-limit';

/** What is told of each, in the order of `items`, a few asked at a time. Nothing more is asked after a refusal. */
export async function askedInTurn<Item, Told>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Told>,
): Promise<readonly Told[]> {
  const limit = pLimit(ASKED_AT_ONCE);
  try {
    return await Promise.all(items.map((item) => limit(ask, item)));
  } finally {
    limit.clearQueue();
  }
}
