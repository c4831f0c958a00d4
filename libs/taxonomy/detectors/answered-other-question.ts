import { citationsIn, tagsIn } from '../ledgers/citations.js';
import type { Order } from '../ledgers/commitment-ledger.js';
import type { Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const answeredOtherQuestion: Detector = {
  name: 'answered-other-question',
  mode: 'coordination_failure',
  looksFor: 'a report that gives what was not asked for and leaves out what was, by the tags of facts',
  mustNotFireOn: 'additions to a full report; facts that the order itself has told',
  detect: ({ commitments: { orders } }) =>
    orders.flatMap((order) => order.answers.flatMap((answer) => mistaken(order, answer) ?? [])),
};

function mistaken({ given }: Order, answer: Speech): Hit | undefined {
  const asked = new Set(tagsIn(given.text));
  const reported = new Set(citationsIn(answer).map(({ tag }) => tag));
  const foreign = [...reported].filter((tag) => !asked.has(tag));
  const missing = [...asked].filter((tag) => !reported.has(tag));
  const [wrong] = foreign;
  if (asked.size === 0 || wrong === undefined || missing.length === 0) return undefined;
  return {
    blamed: answer,
    claim: `reports [${wrong}] instead of [${missing.join('], [')}]`,
    evidence: [quoteOf(answer, `[${wrong}]`), quoteOf(given)],
  };
}
