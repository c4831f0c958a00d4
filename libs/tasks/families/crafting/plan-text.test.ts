import { describe, expect, it } from '@jest/globals';
import { craftingAnswerText, parseCraftingAnswer } from './plan-text.js';

const lineOf = (text: string): string => {
  const answer = parseCraftingAnswer(text);
  return answer.kind === 'malformed' ? answer.problem : craftingAnswerText(answer);
};

describe('parseCraftingAnswer', () => {
  it.each([
    'R3 x 4; R7 x 1',
    'R3 x 4\nR7',
    'r3 x4, r7 x1',
    '4 x R3; 1 x R7',
    '4xR3;R7',
    '4 R3, R7',
    'R3*4; R7*1',
    'R3 × 4; R7 × 1.',
    '[R3] x 4; [R7] x 1',
    'craft R3 4 times; craft R7 once',
    'Craft R3 4 times, then use recipe R7 once.',
    'R3 x 4 and R7 x 1',
    '1. R3 x 4\n2. R7 x 1',
    '1) Craft R3 x 4\n2) Craft R7 x 1',
    'Step 1: R3 x 4\nStep 2: R7 x 1',
    '- `R3 x 4`\n- `R7 x 1`',
    '* **R3** x 4\n* **R7** x 1',
    'R3 (4 times); R7 (x1)',
    'R3 x 4 (makes 8 board, 2 left over); R7 x 1',
    'R3 x 4 -> 8 board\nR7 x 1 => 1 rope ladder',
    'R3 x 4: makes 8 board, of which 6 are needed\nR7 x 1 # done',
    '```\nR3 x 4\n\nR7 x 1\n```',
    'R3: 4, R7: 1',
    'R3 = 4\nR7 = 1',
    'R3 x 4 -> R7 x 1',
    'R3 x 4 (for R7), R7 x 1',
    'Plan: R3 x 4; R7 x 1',
    'Here is the final plan:\nR3 x 4\nR7 x 1',
    '"R3 x 4; R7 x 1"',
  ])('reads %j', (text) => {
    expect(lineOf(text)).toBe('R3 x 4; R7 x 1');
  });

  it('reads twice as two and keeps steps in their order', () => {
    expect(lineOf('R9 twice; R2; R9')).toBe('R9 x 2; R2 x 1; R9 x 1');
  });

  it.each([
    'impossible',
    'Impossible.',
    '`impossible`',
    'Answer: impossible',
    'It is impossible: there is too little tin',
    'impossible - R7 needs moon salt, and R3 cannot make it',
  ])('takes %j for impossible', (text) => {
    expect(parseCraftingAnswer(text)).toEqual({ kind: 'impossible' });
  });

  it.each([
    ['', '""'],
    ['Make boards first and then the ladder.', '"Make boards first'],
    ['impossible to say', '"impossible to say"'],
    ['not impossible', '"not impossible"'],
    ['R3 x 4; then the ladder', '"the ladder"'],
    ['R3 x 4: makes 8 board, R7 x 1', '"R3 x 4: makes 8 board"'],
    ['R3 x 4 -> 8 board, R7 x 1', '"8 board"'],
    ['R3 x 4; impossible', '"impossible"'],
    ['R3 x 0', '"R3 x 0"'],
    ['R3 x -1', '"R3 x -1"'],
    ['R3 x 1.5', '"R3 x 1.5"'],
    ['R3 x 99999', '"R3 x 99999"'],
    ['I would craft R3 4 times', '"I would craft R3 4 times"'],
  ])('refuses %j and shows what is wrong and how to write it', (text, shown) => {
    const answer = parseCraftingAnswer(text);
    expect(answer).toMatchObject({ kind: 'malformed', problem: expect.stringContaining(shown) });
    expect(lineOf(text)).toContain('write steps as in "R3 x 4; R7 x 1", or "impossible"');
  });
});
