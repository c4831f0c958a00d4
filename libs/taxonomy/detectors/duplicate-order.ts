import { contentWords, similarity } from '../language/words.js';
import type { Order } from '../ledgers/commitment-ledger.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const duplicateOrder: Detector = {
  name: 'duplicate-order',
  mode: 'coordination_failure',
  looksFor: 'the order of one agent given to another as well, though it is open or was answered',
  mustNotFireOn:
    'orders repeated to the same agent, which are a symptom; orders that were answered with a failure or in vain; orders of few words',
  detect: ({ commitments: { orders } }) =>
    orders.flatMap((order, position) => {
      const first = orders.slice(0, position).findLast((earlier) => isSame(earlier, order) && !isInVain(earlier));
      return first === undefined ? [] : [hitOf(first, order)];
    }),
};

const LEAST_WORDS = 5;
const LEAST_ALIKE = 0.9;

function isSame(earlier: Order, later: Order): boolean {
  const [one, other] = [earlier, later].map(({ given }) => new Set(contentWords(given.text)));
  if (one === undefined || other === undefined || one.size < LEAST_WORDS) return false;
  const isOther = later.to.every((agent) => !earlier.to.includes(agent));
  return isOther && earlier.from === later.from && similarity(one, other) >= LEAST_ALIKE;
}

const IN_VAIN =
  /\b(?:not found|none|unable|could not|couldn't|cannot|can't|no results?|failed|error|did not|didn't|unfortunately|not available|sorry)\b/i;

/** Without an answer for the time being it is open, not in vain. */
const isInVain = ({ answers }: Order): boolean => answers.some(({ text }) => IN_VAIN.test(text));

const hitOf = (first: Order, second: Order): Hit => ({
  blamed: second.given,
  claim: `gives ${second.to.join(', ')} the order that ${first.to.join(', ')} had before`,
  evidence: [quoteOf(second.given), quoteOf(first.given)],
});
