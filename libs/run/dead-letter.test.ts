import { expect, it } from '@jest/globals';
import { commandOf, given, pauseRun, startRun } from '#run/testing';
import { deadLetterOf, decide, initial } from './index.js';

it('tells a command for a run that nobody has started', () => {
  const pause = commandOf(pauseRun(), { number: 1 });
  expect(deadLetterOf(initial, pause)).toBe('run_unknown');
  expect(decide(initial, pause, 0)).toEqual([]);
  expect(deadLetterOf(initial, commandOf(startRun(), { number: 1 }))).toBeUndefined();
  expect(deadLetterOf(given(startRun()).state, pause)).toBeUndefined();
});
