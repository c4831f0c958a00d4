import { expect, it } from '@jest/globals';
import { lastWords } from './last-words.js';

const heard = (lines: readonly string[]): string => {
  const words = lastWords();
  for (const line of lines) words.add(line);
  return words.text();
};

it('are all that a process has to say of what is wrong, from the first line on', () => {
  const problems = Array.from({ length: 12 }, (_, n) => `topic ${n} does not exist: run  this`);
  expect(heard(['{"message":"starting"}', ...problems])).toBe(problems.join('; ').replaceAll('  ', ' '));
});

it('are the end of its log where it says nothing itself', () => {
  expect(heard(Array.from({ length: 9 }, (_, n) => JSON.stringify({ message: `m${n}` })))).toBe('m4; m5; m6; m7; m8');
});
