import { ASKED_AT_ONCE } from '#reports';
import pLimit from 'p-limit';
import { Problem } from '../http/problem.js';

/**
 * What is told of each, in the order of `items`, a few asked at a time. Nothing more is asked after a refusal, or once the
 * client has gone.
 */
export async function askedInTurn<Item, Told>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Told>,
  gone: AbortSignal,
): Promise<readonly Told[]> {
  const limit = pLimit(ASKED_AT_ONCE);
  const asked = items.map((item) =>
    limit(() => {
      if (gone.aborted) throw new Problem('unavailable', 'nobody waits for the answer any more');
      return ask(item);
    }),
  );
  try {
    return await Promise.all(asked);
  } finally {
    limit.clearQueue();
  }
}
