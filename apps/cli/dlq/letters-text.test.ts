import { expect, it } from '@jest/globals';
import type { Letter } from './letter.js';
import { lettersText } from './letters-text.js';

const letter = (offset: number, detail: string): Letter => ({
  partition: 1,
  offset,
  time: Date.UTC(2026, 10, 25, 9, 30),
  deadLetter: {
    runId: '019a0000-0000-7000-8000-000000000001',
    reason: 'run_unknown',
    detail,
    origin: { topic: 'run-commands', partition: 1, offset: 3 },
    headers: {},
    value: '',
  },
});

it('gives what is said of a letter the whole width, below its line', () => {
  const long = 'CancelRun for a run that was never started, or whose events have been removed since';
  const settled: Letter = { ...letter(7, 'gone\u001b'), settled: { how: 'dropped', at: 1 } };
  const lines = lettersText([letter(5, long), settled], 80).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.slice(2)).toEqual([
    expect.stringMatching(/^1:5 +2026-11-25 .* 019a0000-0000-7000-8000-000000000001$/),
    '    run_unknown: CancelRun for a run that was never started, or whose events',
    '    have been removed since',
    expect.stringMatching(/^1:7 /),
    '    run_unknown (dropped): gone␛',
  ]);
});
