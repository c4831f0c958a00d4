import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { runSigns } from './run-signs.js';

const signs = (told: Conversation) => runSigns(caseOf(narrativeOf(told.trajectory('failed'))));

const ferry = () =>
  conversation().asks('A ferry sails 312 nautical miles at a loss of 4 %. How far is that in kilometres?');

describe('signs of a run', () => {
  it('counts the numbers of the task that nobody works with', () => {
    expect(signs(ferry().says('a', 'That is 312 * 2.'))).toMatchObject({ unusedNumbers: 0.5 });
    expect(signs(ferry().says('a', 'That is 312 less 4 percent.'))).toMatchObject({ unusedNumbers: 0 });
  });

  it('sees an answer of fewer things than the task asks for', () => {
    const told = (answer: string) =>
      conversation()
        .asks('Who was mayor of Ostervik in 1968, and which party did the successor belong to?')
        .says('a', `FINAL ANSWER: ${answer}`);
    expect(signs(told('Hedwig Kolb'))).toMatchObject({ partsMissing: 1 });
    expect(signs(told('Hedwig Kolb, Labour'))).toMatchObject({ partsMissing: 0 });
    const single = conversation().asks('Who was mayor of Ostervik and Brova?').says('a', 'Hedwig Kolb');
    expect(signs(single)).toMatchObject({ partsMissing: 0 });
  });
});
