import { TALLIES } from './tallies.js';

/** What is held of a detector that was never seen to fire, and how many hits that opinion is worth. */
const [EXPECTED, WORTH] = [0.8, 5];

/** How far a detector's hit is to be believed, from 0 to 1: the share that was right where errors are known, drawn to what is expected. */
export function precisionOf(detector: string): number {
  const { hits, right } = TALLIES[detector] ?? { hits: 0, right: 0 };
  return (right + EXPECTED * WORTH) / (hits + WORTH);
}
