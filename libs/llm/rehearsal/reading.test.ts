import { describe, expect, it } from '@jest/globals';
import { askedIn, assertedIn, shownIn } from './reading.js';

describe('shownIn', () => {
  it.each([
    ['| Revenue | 2,240.8 | [F3] |', [{ id: 'F3', value: '2,240.8', others: [] }]],
    ['| Revenue | 2,370.8 | -79.7 | [F16] |', [{ id: 'F16', value: '-79.7', others: ['2,370.8'] }]],
    [
      'In 2021 it employed 8,652 people [F1] and 1.5% more [F2].',
      [
        { id: 'F1', value: '8,652', others: ['2021'] },
        { id: 'F2', value: '1.5', others: [] },
      ],
    ],
    ['The 3rd quarter [F9]', []],
    ['Not found: [F4], [F6]', []],
    ['[F4] = 12, so 13 [F5]', [{ id: 'F5', value: '13', others: ['12'] }]],
    ['12 [F4] = 13', []],
    ['12\n[F4]', []],
    ['Founded by **Odile Marenne** [F12].', [{ id: 'F12', value: 'Odile Marenne', others: [] }]],
    [
      '**Odile Marenne** [F1] left **Marenne & Cie** [F2] in 1912 [F3].',
      [
        { id: 'F1', value: 'Odile Marenne', others: ['Marenne & Cie'] },
        { id: 'F2', value: 'Marenne & Cie', others: ['Odile Marenne'] },
        { id: 'F3', value: '1912', others: [] },
      ],
    ],
    ['**2 plank + 1 rope -> 1 ladder** [R7]', [{ id: 'R7', value: '2 plank + 1 rope -> 1 ladder', others: [] }]],
    ['**Revenue 2021**: 5,000 [F1]', [{ id: 'F1', value: '5,000', others: ['2021'] }]],
  ])('%j', (text, shown) => {
    expect(shownIn(text)).toEqual(shown);
  });
});

describe('assertedIn and askedIn', () => {
  it('tell statements from questions', () => {
    const text =
      'I note [F1] = 1,234.5, [F2] = -3.\n- [F3] What was it in 2021?\n- [F4] = 7\n- [F6] = "Odile [F7] = 8"\nNot found: [F5]';
    expect(assertedIn(text)).toEqual([
      ['F1', '1,234.5'],
      ['F2', '-3'],
      ['F4', '7'],
      ['F6', 'Odile [F7] = 8'],
    ]);
    expect(askedIn(text)).toEqual(['F3']);
  });

  it('take nothing for a value that was cut off', () => {
    expect(assertedIn('[F1] = 7, [F2] = 1,2…')).toEqual([['F1', '7']]);
    expect(assertedIn('[F1] = 7, [F2] = "Odile Ma…')).toEqual([['F1', '7']]);
  });
});
