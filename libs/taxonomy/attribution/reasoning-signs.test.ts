import { describe, expect, it } from '@jest/globals';
import { caseOf } from '../detectors/case-of.js';
import { narrativeOf } from '../narrative/narrative-of.js';
import { conversation, type Conversation } from '../testing/index.js';
import { suspectsOf } from './suspect.js';

/** Of the last step. */
const evidence = (told: Conversation) => suspectsOf(caseOf(narrativeOf(told.trajectory('failed')))).at(-1)!.signs;
const asked = () =>
  conversation().asks('A ferry sails 312 nautical miles at a loss of 4 %. How far is that in kilometres?');

describe('signs of reasoning', () => {
  it('knows a calculation, in words and in code', () => {
    expect(evidence(asked().says('a', 'That is 312 * 2 = 624.'))).toMatchObject({ arithmetic: 1 });
    expect(evidence(asked().says('a', '```python\nprint(sum(rows))\n```'))).toMatchObject({ arithmetic: 1 });
    expect(evidence(asked().says('a', 'It was built from 1912 to 1918.'))).toMatchObject({ arithmetic: 0 });
  });

  it('knows a factor that nobody has shown, but not what follows from a percentage', () => {
    expect(evidence(asked().says('a', 'km = 312 * 1.609'))).toMatchObject({ newFactor: 1 });
    expect(evidence(asked().says('a', 'It is 312 * 0.96 in the end'))).toMatchObject({ newFactor: 0 });
    expect(evidence(asked().says('b', 'A mile has 1.852 km.').says('a', 'km = 312 * 1.852'))).toMatchObject({
      newFactor: 0,
    });
  });

  it('sees what a new version of code has lost', () => {
    const first = '```python\nrows = [r for r in rows if r.kind == 1 and r.month == 7]\nprint(len(rows))\n```';
    const told = (second: string) => asked().says('a', first).says('x', 'exit code: 1').says('a', second);
    expect(evidence(told(first))).toMatchObject({ shrinks: 0 });
    expect(evidence(told(first.replace(' and r.month == 7', ''))).shrinks).toBeGreaterThan(0);
    expect(evidence(told('```python\nother()\n```'))).toMatchObject({ shrinks: 0 });
  });
});
