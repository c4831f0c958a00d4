import { describe, expect, it } from '@jest/globals';
import { simulatePlan } from './simulate.js';
import type { Workshop } from './workshop.js';

const workshop: Workshop = {
  stock: [{ count: 7, item: 'log' }],
  recipes: [
    { id: 'R1', needs: [{ count: 2, item: 'log' }], makes: { count: 3, item: 'board' } },
    { id: 'R2', needs: [{ count: 1, item: 'log' }], makes: { count: 1, item: 'saw' } },
    { id: 'R3', needs: [{ count: 4, item: 'board' }], tool: 'saw', makes: { count: 1, item: 'box' } },
  ],
  wanted: { count: 2, item: 'box' },
};
const outcome = (...steps: readonly [recipe: string, times: number][]) =>
  simulatePlan(
    workshop,
    steps.map(([recipe, times]) => ({ recipe, times })),
  );

describe('simulatePlan', () => {
  it('reaches what is wanted, uses up ingredients and keeps tools', () => {
    const { outcome: reached, stock } = outcome(['R1', 3], ['R2', 1], ['R3', 2]);
    expect(reached).toBe('reached');
    expect([...stock]).toEqual([
      ['log', 0],
      ['board', 1],
      ['saw', 1],
      ['box', 2],
    ]);
  });

  it('says that a plan that can be done is short', () => {
    expect(outcome(['R1', 2], ['R2', 1], ['R3', 1])).toMatchObject({ outcome: 'short' });
    expect(outcome()).toMatchObject({ outcome: 'short' });
  });

  it.each([
    [[['R1', 4]], 1, 'R1 x 4 needs 8 log, but there are 7'],
    [
      [
        ['R1', 2],
        ['R3', 1],
      ],
      2,
      'R3 x 1 needs a saw, and there is none',
    ],
    [
      [
        ['R1', 1],
        ['R2', 1],
        ['R3', 1],
        ['R1', 1],
      ],
      3,
      'R3 x 1 needs 4 board, but there are 3',
    ],
    [[['R9', 1]], 1, 'R9 x 1 names a recipe that there is not'],
  ] as const)('stops at the first step that fails and says why: %j', (steps, step, reason) => {
    expect(outcome(...steps.map(([recipe, times]): [string, number] => [recipe, times]))).toMatchObject({
      outcome: 'failed',
      step,
      reason,
    });
  });
});
