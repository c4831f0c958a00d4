import { describe, expect, it } from '@jest/globals';
import { gradeCrafting, type CraftingSpec } from './crafting-grader.js';

const spec: CraftingSpec = {
  workshop: {
    stock: [{ count: 4, item: 'log' }],
    recipes: [{ id: 'R1', needs: [{ count: 2, item: 'log' }], makes: { count: 1, item: 'box' } }],
    wanted: { count: 2, item: 'box' },
  },
  possible: true,
};

describe('a crafting grader', () => {
  it.each(['R1 x 2', 'craft R1 2 times', 'R1\nR1'])('passes a plan that makes what is wanted: %j', (answer) => {
    expect(gradeCrafting(spec, answer)).toEqual({ passed: true, detail: 'the plan makes what is wanted' });
  });

  it.each([
    ['R1 x 1', 'the plan can be done and does not make what is wanted'],
    ['R1 x 1; R1 x 2', 'step 2 fails: R1 x 2 needs 4 log, but there are 2'],
    ['impossible', 'it is possible'],
    ['two boxes', '"two boxes" is no step: write steps as in "R3 x 4; R7 x 1", or "impossible"'],
  ])('fails %j and says why', (answer, detail) => {
    expect(gradeCrafting(spec, answer)).toEqual({ passed: false, detail });
  });

  it('passes impossible, and no plan, where nothing works', () => {
    const hopeless = { workshop: { ...spec.workshop, wanted: { count: 3, item: 'box' } }, possible: false };
    expect(gradeCrafting(hopeless, 'Impossible.').passed).toBe(true);
    expect(gradeCrafting(hopeless, 'R1 x 2').passed).toBe(false);
    expect(gradeCrafting(hopeless, 'R1 x 3').passed).toBe(false);
  });
});
