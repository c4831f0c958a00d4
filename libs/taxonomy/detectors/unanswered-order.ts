import { speechesOf } from '../narrative/narrative.js';
import { quoteOf, type Detector } from './detector.js';

export const unansweredOrder: Detector = {
  name: 'unanswered-order',
  mode: 'coordination_failure',
  looksFor: 'the giver of an order ends the work before anybody has answered it',
  mustNotFireOn: 'runs that broke off; orders that were given again or taken back; orders that others answered',
  detect: ({ narrative, commitments: { orders } }) => {
    const last = speechesOf(narrative).at(-1);
    const open = orders.filter(
      ({ answers, given, from }) =>
        answers.length === 0 && last !== undefined && given.at < last.at && from === last.speaker,
    );
    const silent = open.filter(({ to, given }) =>
      speechesOf(narrative).every(({ speaker, at }) => at < given.at || !to.includes(speaker)),
    );
    if (last === undefined || last.isOrder) return [];
    return silent.slice(0, 1).map(({ given, to }) => ({
      blamed: last,
      claim: `finishes without what ${to.join(', ')} was asked for`,
      evidence: [quoteOf(last), quoteOf(given)],
    }));
  },
};
