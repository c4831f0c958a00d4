import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXPERIMENT } from '../testing/sample-comparison.js';
import { cellsOf, idempotencyKeyOf, requestOf } from './cells.js';
import type { Experiment } from './experiment.js';

const TWO_FAMILIES: Experiment = {
  ...EXPERIMENT,
  tasks: [
    { family: 'filings', level: 2, seed: 7, count: 2 },
    { family: 'research', seed: 7, count: 1 },
  ],
  repetitions: 2,
  budget: { turns: 9 },
};

describe('cells', () => {
  it('go task by task over all families, and round by round, under keys that a second start finds again', () => {
    expect(cellsOf(TWO_FAMILIES).map((cell) => idempotencyKeyOf(TWO_FAMILIES, cell))).toEqual([
      'mine/single/filings/2/7/0/0',
      'mine/decentralized/filings/2/7/0/0',
      'mine/single/research/any/7/0/0',
      'mine/decentralized/research/any/7/0/0',
      'mine/single/filings/2/7/1/0',
      'mine/decentralized/filings/2/7/1/0',
      'mine/single/filings/2/7/0/1',
      'mine/decentralized/filings/2/7/0/1',
      'mine/single/research/any/7/0/1',
      'mine/decentralized/research/any/7/0/1',
      'mine/single/filings/2/7/1/1',
      'mine/decentralized/filings/2/7/1/1',
    ]);
  });

  it('keep their keys and requests when the experiment grows', () => {
    const requests = (experiment: Experiment) =>
      new Map(cellsOf(experiment).map((cell) => [idempotencyKeyOf(experiment, cell), requestOf(experiment, cell)]));
    const more = {
      ...TWO_FAMILIES,
      systems: [...TWO_FAMILIES.systems, { name: 'independent', request: { architecture: 'independent' } }],
      tasks: TWO_FAMILIES.tasks.map((set) => ({ ...set, count: set.count + 3 })),
      repetitions: 5,
      concurrency: 30,
    };
    const [before, after] = [requests(TWO_FAMILIES), requests(more)];
    for (const [key, request] of before) expect(after.get(key)).toEqual(request);
  });

  it('have the same task and seed on every system, and another seed for each repetition', () => {
    const cells = cellsOf(TWO_FAMILIES);
    expect(requestOf(TWO_FAMILIES, cells[11]!)).toEqual({
      taskRef: { family: 'filings', seed: 7, index: 1, level: 2 },
      system: { architecture: 'decentralized' },
      budget: { turns: 9 },
      seed: 1_000_008,
      labels: { experiment: 'mine', system: 'decentralized', cell: 'decentralized/filings/2/7/1/1' },
      comparisonId: 'mine',
    });
    expect(requestOf(TWO_FAMILIES, cells[10]!).seed).toBe(1_000_008);
    expect(requestOf(TWO_FAMILIES, cells[5]!).seed).toBe(8);
  });

  it('never share a key', () => {
    const set = fc.record({
      family: fc.constantFrom('filings', 'research'),
      level: fc.integer({ min: 1, max: 3 }),
      seed: fc.nat({ max: 3 }),
      count: fc.integer({ min: 1, max: 5 }),
    });
    const sets = fc.uniqueArray(set, {
      minLength: 1,
      maxLength: 6,
      selector: ({ family, level, seed }) => `${family} ${level} ${seed}`,
    });
    fc.assert(
      fc.property(sets, fc.integer({ min: 1, max: 3 }), (tasks, repetitions) => {
        const experiment = { ...EXPERIMENT, tasks, repetitions };
        const keys = cellsOf(experiment).map((cell) => idempotencyKeyOf(experiment, cell));
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).toHaveLength(tasks.reduce((sum, { count }) => sum + count, 0) * 2 * repetitions);
      }),
    );
  });
});
