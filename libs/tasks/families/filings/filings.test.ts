import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { filings } from './filings.js';

const tasksOf = (seed: number, level?: number) =>
  Array.from({ length: filings.size }, (_, index) =>
    filings.taskOf({ family: 'filings', seed, index, ...(level !== undefined && { level }) }),
  );

describe('the filings family', () => {
  it.each([undefined, 1, 2, 3])('has as many distinct tasks a seed as it says, at level %s', (level) => {
    const tasks = tasksOf(7, level);
    expect(filings.size).toBeGreaterThanOrEqual(100);
    expect(new Set(tasks.map(({ brief }) => JSON.stringify(brief))).size).toBe(filings.size);
  });

  it('takes levels in turns where none is asked for, and names the level', () => {
    expect(
      tasksOf(7)
        .slice(0, 4)
        .map(({ ref }) => ref?.level),
    ).toEqual([1, 2, 3, 1]);
    const [first] = tasksOf(7);
    expect(first).toEqual(tasksOf(7, 1)[0]);
  });

  it('gives the same bytes for the same ref, on every machine and in every version', () => {
    const tasks = [1, 2, 3].map((level) => filings.taskOf({ family: 'filings', seed: 42, index: 5, level }));
    const plans = [1, 2, 3].map((level) => filings.planOf({ family: 'filings', seed: 42, index: 5, level }));
    const digest = createHash('sha256')
      .update(JSON.stringify([tasks, plans]))
      .digest('hex');
    expect(digest).toBe('5a2992c49557c15b23c7c08af20f332b84d9963be9eeec46fe24c6714d48fcb9');
  });
});
