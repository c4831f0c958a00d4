import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { suspectsOf } from './suspect.js';

const signsOf = (told: Conversation) =>
  suspectsOf(caseOf(narrativeOf(told.trajectory('failed')))).map(({ signs }) => signs);

const notes = (isMoving: boolean) => `Notes: {"moving": {"reason": "x", "answer": ${isMoving}}}`;

/** Two errands: the first brings a name that the second order works on, the second brings nothing. */
const errands = () =>
  conversation()
    .asks('In which year did the architect of the mill of Ostervik retire?')
    .tells('lead', 'web', 'Find the architect of the mill of Ostervik.')
    .tells('web', 'lead', 'The architect of the mill of Ostervik was Karin Holm.', 'report')
    .says('lead', notes(true))
    .tells('lead', 'web', 'Find the year in which Karin Holm retired.')
    .tells('web', 'lead', 'A page on sailing, with advertisements.', 'report')
    .says('lead', notes(false))
    .says('lead', 'We get nowhere, so the plan is now to ask elsewhere.')
    .tells('lead', 'web', 'Find the year in which Karin Holm retired, elsewhere.')
    .tells('web', 'lead', 'Nothing.', 'report')
    .says('lead', 'FINAL ANSWER: 1950');

describe('signs of errands', () => {
  const signs = signsOf(errands());

  it('tell the report that others work on from the first that brings nothing', () => {
    expect(signs[1]).toMatchObject({ soonReport: 1, lastFruitful: 1, firstWasted: 0, afterFruit: 0 });
    expect(signs[4]).toMatchObject({ soonReport: 0.5, fruitful: 0, firstWasted: 1, afterFruit: 1 });
  });

  it('tell how much of the order a report lacks, and whether the same was ordered again', () => {
    expect(signs[1]).toMatchObject({ fallsShort: 0.25, renewed: 0 });
    expect(signs[4]).toMatchObject({ fallsShort: 1, renewed: 1, firstRenewed: 1 });
  });

  it('tell a new plan, the report before it, and where notes begin to judge otherwise', () => {
    expect(signs[6]).toMatchObject({ replans: 1 });
    expect(signs[4]).toMatchObject({ beforeReplan: 1, turning: 1 });
    expect(signs[1]).toMatchObject({ beforeReplan: 0, turning: 0 });
  });

  it('are absent where nobody leads', () => {
    const told = conversation().asks('How many?').says('a', 'Karin Holm has seven.').says('b', 'So Karin Holm it is.');
    expect(signsOf(told).every((one) => one.soonReport === undefined)).toBe(true);
  });
});
