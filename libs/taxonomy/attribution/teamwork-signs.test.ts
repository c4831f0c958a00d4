import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { suspectsOf } from './suspect.js';

/** Of the last step. */
const signs = (told: Conversation) => suspectsOf(caseOf(narrativeOf(told.trajectory('failed')))).at(-1)!.signs;

const asked = () => conversation().asks('How many seats has the hall of Ostervik?');
const planned = () =>
  asked()
    .tells('lead', 'plans', 'Look for a plan of the hall and report the seats.')
    .tells('plans', 'lead', 'There is a plan with 462 seats.', 'report');

describe('signs of teamwork', () => {
  it('tell who speaks where another one was asked', () => {
    const told = (asks: string) => asked().says('a', 'I begin.').says('b', asks).says('c', 'Here is what I think.');
    expect(signs(told('@a what do you say?'))).toMatchObject({ unasked: 1 });
    expect(signs(told('@c what do you say?'))).toMatchObject({ unasked: 0 });
    expect(signs(told('What now?'))).toMatchObject({ unasked: 0 });
    const led = asked().tells('lead', 'a', 'Read it.').tells('c', 'lead', 'It says 12.', 'report');
    expect(signs(led)).toMatchObject({ unasked: 1 });
  });

  it('tell who goes on from a report that its author has followed by another one', () => {
    const newer = () =>
      planned()
        .tells('lead', 'plans', 'Is there a later one?')
        .tells('plans', 'lead', 'Yes, it has 434 seats.', 'report');
    expect(signs(newer().tells('lead', 'sums', 'Divide the 462 seats by 14.'))).toMatchObject({
      staleUse: 1,
      passesOver: 1,
    });
    expect(signs(newer().tells('lead', 'sums', 'Divide the 434 seats by 14.'))).toMatchObject({
      staleUse: 0,
      passesOver: 0,
    });
    expect(signs(newer().tells('lead', 'sums', 'Compare the 462 and 434 seats.'))).toMatchObject({ staleUse: 0 });
  });

  it('tell who passes over what was just reported, but not who notes it', () => {
    expect(signs(planned().says('lead', 'That has to be checked elsewhere.'))).toMatchObject({ passesOver: 1 });
    expect(signs(planned().says('lead', 'It has 462 of them.'))).toMatchObject({ passesOver: 0 });
    expect(signs(planned().says('lead', 'Ledger: {"done": {"answer": false}}')).passesOver).toBeUndefined();
  });

  it('tell who ends though a member has announced more', () => {
    const waiting = () =>
      planned().tells('lead', 'web', 'Ask the owner.').tells('web', 'lead', 'I will call again at noon.', 'report');
    expect(signs(waiting().says('lead', 'FINAL ANSWER: 462'))).toMatchObject({ openEnd: 1 });
    expect(signs(waiting().tells('lead', 'web', 'Please do.'))).toMatchObject({ openEnd: 0 });
    expect(signs(planned().says('lead', 'FINAL ANSWER: 462'))).toMatchObject({ openEnd: 0 });
    expect(signs(asked().says('a', 'The owner has not answered, I take 462.'))).toMatchObject({ openEnd: 1 });
  });
});
