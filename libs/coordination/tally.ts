import type { EventData } from '#events';
import type { GivenAnswer } from './activations.js';

/**
 * Majority by key. Of equal counts the key wins that was given first: `inOrder` holds all answers of the run by round,
 * then by member, the ballots among them. `ballots` stand in member order and are not empty.
 */
export function tally(
  round: number,
  ballots: readonly GivenAnswer[],
  inOrder: readonly GivenAnswer[],
): EventData<'VoteTallied'> {
  const counts = new Map<string, number>();
  for (const { key } of ballots) counts.set(key, (counts.get(key) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const keys = new Set(inOrder.flatMap(({ key }) => (counts.get(key) === most ? key : [])));
  const [winner = ''] = keys;
  return {
    round,
    ballots: ballots.map(({ agentId, part, key }) => ({ agentId, part, key })),
    winner,
    tie: keys.size > 1,
  };
}
