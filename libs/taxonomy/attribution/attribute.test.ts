import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { suspicionsOf } from './attribute.js';

const suspect = (told: Conversation) => suspicionsOf(caseOf(narrativeOf(told.trajectory('failed'))), [])[0];

/** A group that shares one conversation; what one writes as code another runs. */
const group = (coder: string, checker: string, runner: string) =>
  conversation()
    .asks('How many bridges did the town of Ostervik build between 1900 and 1950?')
    .says(checker, 'Let us first collect the list of bridges and then count those of the period.')
    .says(
      coder,
      'I assume that the register is complete. ```python\nprint(len([b for b in BRIDGES if b.year < 1950]))\n```',
    )
    .says(runner, 'exitcode: 0 (execution succeeded)\nCode output: 41')
    .says(checker, 'The output is in line with the plan, so the answer is: 41 bridges.')
    .says(coder, 'Agreed. TERMINATE');

/** A leader that sends others out. */
const led = (leader: string, finder: string) =>
  conversation()
    .asks('Which harbour did the ferry Alva serve in 1934?')
    .tells(leader, finder, 'Please look up which harbour the ferry Alva served in 1934.')
    .tells(finder, leader, 'The page of the shipping office says that it served Grimsholm harbour.', 'report')
    .says(leader, 'That was quick, thank you all.')
    .says(leader, 'FINAL ANSWER: Grimsholm');

describe('suspicionsOf', () => {
  it('goes back to who wrote the code that the answer came of, never to who ran it', () => {
    expect(suspect(group('Coder', 'Checker', 'Terminal'))).toMatchObject({ agent: 'Coder', step: 2 });
  });

  it('goes back to who brought up the answer, not to who repeats it', () => {
    expect(suspect(led('Leader', 'Finder'))).toMatchObject({ agent: 'Finder', step: 2 });
  });

  it('does not depend on names', () => {
    expect(suspect(group('x1', 'x2', 'x3'))).toMatchObject({ agent: 'x1', step: 2 });
    expect(suspect(led('Finder', 'Leader'))).toMatchObject({ agent: 'Leader', step: 2 });
  });

  it('holds an act against its author rather than the reading that went before', () => {
    const told = conversation()
      .asks('Cancel my booking B-1001.')
      .calls('clerk', 'get_booking', { id: 'B-1001' }, { booking_id: 'B-1001', state: 'open' })
      .calls('clerk', 'cancel_booking', { id: 'B-1001' }, { booking_id: 'B-1001', state: 'cancelled' })
      .says('clerk', 'Done.');
    expect(suspect(told)).toMatchObject({ agent: 'clerk', step: 3 });
  });

  it('names the signs, the strongest first, and shares of confidence that add up to one at most', () => {
    const suspicions = suspicionsOf(caseOf(narrativeOf(group('a', 'b', 'c').trajectory('failed'))), []);
    expect(suspicions[0]?.signs[0]).toBe('answerOrigin');
    expect(suspicions.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('has nobody to suspect where nobody speaks', () => {
    expect(suspect(conversation())).toBeUndefined();
    expect(suspect(conversation().asks('Hello?'))).toBeUndefined();
  });
});
