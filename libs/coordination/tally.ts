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
  const count = (key: string): number => ballots.filter((ballot) => ballot.key === key).length;
  const keys = [...new Set(inOrder.map(({ key }) => key))];
  const winner = keys.reduce((best, key) => (count(key) > count(best) ? key : best));
  return {
    round,
    ballots: ballots.map(({ agentId, part, key }) => ({ agentId, part, key })),
    winner,
    tie: keys.filter((key) => count(key) === count(winner)).length > 1,
  };
}
