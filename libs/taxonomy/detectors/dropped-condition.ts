import { coverage, contentWords } from '../language/words.js';
import { conditionsOf, keeps, type Condition } from '../ledgers/conditions.js';
import type { Order } from '../ledgers/commitment-ledger.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const droppedCondition: Detector = {
  name: 'dropped-condition',
  mode: 'context_omission',
  looksFor:
    'an order that repeats a sentence of the task without a condition that limits it, to somebody who has not been told it',
  mustNotFireOn:
    'orders about something else; a task that is split, where another order has the condition; conditions that the receiver has heard before',
  detect: (run) => {
    const conditions = conditionsOf(run.narrative);
    return run.commitments.orders.flatMap((order) => {
      const dropped = conditions.find((condition) => isDropped(run, order, condition));
      return dropped === undefined ? [] : [hitOf(order, dropped)];
    });
  },
};

const LEAST_REPEATED = 0.7;
const LEAST_WORDS = 5;

function isDropped({ narrative, commitments }: Case, { given, to }: Order, condition: Condition): boolean {
  if (condition.request.at > given.at || keeps(given.text, condition.limit)) return false;
  const limit = new Set(contentWords(condition.limit));
  const rest = condition.words.filter((word) => !limit.has(word));
  if (rest.length < LEAST_WORDS || coverage(rest, new Set(contentWords(given.text))) < LEAST_REPEATED) return false;
  if (commitments.orders.some((other) => keeps(other.given.text, condition.limit))) return false;
  return !narrative.entries.some(
    (entry) =>
      entry.at < given.at &&
      entry.kind === 'speech' &&
      to.some((agent) => entry.to.includes(agent) || entry.speaker === agent) &&
      keeps(entry.text, condition.limit),
  );
}

const hitOf = ({ given, to }: Order, { request, sentence, limit }: Condition): Hit => ({
  blamed: given,
  claim: `the order to ${to.join(', ')} leaves out "${limit}"`,
  evidence: [quoteOf(given), quoteOf(request, sentence)],
});
