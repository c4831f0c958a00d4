import type { Holding } from '#event-log';

/** How a member of a group stands; `problem`: why it is not ready. */
export type Standing = { readonly words: string } | { readonly problem: string };

/** `readyLag`: records that may be before it at most; absent where nobody waits for it to have come to the end. */
export function standingOf(holdings: readonly Holding[], readyLag = Infinity): Standing {
  const unsettled = partitionsOf(holdings.filter(({ settled }) => !settled));
  if (unsettled.length > 0) return { problem: `is taking over ${partitions(unsettled)}` };
  const lag = lagOf(holdings);
  if (lag > readyLag) return { problem: `${lag} records behind in ${partitions(partitionsOf(holdings))}` };
  if (holdings.length === 0) return { words: 'ok, stands by: others have every partition' };
  return { words: lag === 0 ? 'ok' : `ok, ${lag} records behind` };
}

const lagOf = (holdings: readonly Holding[]): number => holdings.reduce((sum, holding) => sum + lagIn(holding), 0);

/** Records that a member has not done with in a partition; 0 where it does not know yet. */
export const lagIn = (holding: Holding): number => (holding.settled ? Math.max(0, holding.end - holding.position) : 0);

const partitionsOf = (holdings: readonly Holding[]) => holdings.map(({ partition }) => partition);
const partitions = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'partition' : 'partitions'} ${numbers.join(', ')}`;
