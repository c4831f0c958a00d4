import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { research } from './research.js';

const tasksOf = (seed: number, level?: number) =>
  Array.from({ length: research.size }, (_, index) =>
    research.taskOf({ family: 'research', seed, index, ...(level !== undefined && { level }) }),
  );

describe('the research family', () => {
  it.each([undefined, 1, 2, 3])('has as many distinct tasks a seed as it says, at level %s', (level) => {
    const tasks = tasksOf(7, level);
    expect(new Set(tasks.map(({ brief }) => brief.input)).size).toBeGreaterThan(0.99 * research.size);
    expect(new Set(tasks.map(({ brief }) => JSON.stringify(brief))).size).toBe(research.size);
  });

  it('takes levels in turns where none is asked for, and names the level', () => {
    const tasks = [0, 1, 2, 3].map((index) => research.taskOf({ family: 'research', seed: 7, index }));
    expect(tasks.map(({ ref }) => ref?.level)).toEqual([1, 2, 3, 1]);
    expect(tasks[0]).toEqual(research.taskOf({ family: 'research', seed: 7, index: 0, level: 1 }));
  });

  it('asks for ends of all kinds and for comparisons', () => {
    const inputs = tasksOf(7, 3).map(({ brief }) => brief.input as string);
    const openings = [
      'Who was born earlier: ',
      'Which received its charter later: ',
      'What is the name of the river ',
      'Name the firm that ',
      'Give the date of ',
    ];
    for (const opening of openings) {
      expect(inputs.filter((input) => input.startsWith(opening)).length).toBeGreaterThan(5);
    }
  });

  it('gives the same bytes for the same ref, on every machine and in every version', () => {
    const refs = [1, 2, 3].map((level) => ({ family: 'research', seed: 42, index: 5, level }));
    const digest = createHash('sha256')
      .update(JSON.stringify(refs.map((ref) => [research.taskOf(ref), research.planOf(ref)])))
      .digest('hex');
    expect(digest).toBe('f0354701014126ae7f7272c87efa467d3efcc3c7e3c2b7c6ab416b89159ae415');
  });
});
