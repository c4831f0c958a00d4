import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { craftsIn, shortestPlan } from './planner.js';
import { isOutOfReach } from './scarcity.js';
import { craft, simulatePlan } from './simulate.js';
import { held, stockOf, type Recipe, type Stock, type Workshop } from './workshop.js';

const MATERIALS = ['ash', 'bark', 'cord', 'dye', 'elm'] as const;
const ITEMS = [...MATERIALS, 'file'] as const;
const portion = fc.record({ count: fc.integer({ min: 1, max: 3 }), item: fc.constantFrom(...ITEMS) });
const needs = fc.array(portion, { minLength: 1, maxLength: 2 });
const formula = fc.record(
  { needs, tool: fc.constantFrom(...ITEMS), makes: portion },
  { requiredKeys: ['needs', 'makes'] },
);
const anyWorkshop: fc.Arbitrary<Workshop> = fc
  .record({
    stock: fc.uniqueArray(portion, { maxLength: 3, selector: ({ item }) => item }),
    formulas: fc.array(formula, { maxLength: 5 }),
    wanted: portion,
  })
  .map(({ stock, formulas, wanted }) => ({
    stock,
    recipes: formulas.map((one, index): Recipe => ({ id: `R${index + 1}`, ...one })),
    wanted,
  }));

/** Each material is made of an earlier one, by one recipe; the one tool is made of the first, and nothing takes it. */
const orderlyWorkshop: fc.Arbitrary<Workshop> = fc
  .record({
    counts: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 }),
    wanted: portion,
    draws: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 1 }), fc.nat({ max: 1 }), fc.boolean()), {
      minLength: 4,
      maxLength: 4,
    }),
  })
  .map(({ counts, wanted, draws }) => ({
    stock: ITEMS.flatMap((item, index) => (counts[index] === 0 ? [] : [{ count: counts[index]!, item }])),
    recipes: [
      { id: 'R0', needs: [{ count: 1, item: 'ash' }], makes: { count: 1, item: 'file' } },
      ...draws.map(([from, taken, made, tooled], index): Recipe => ({
        id: `R${index + 1}`,
        needs: [{ count: 1 + taken, item: MATERIALS[from % (index + 1)]! }],
        ...(tooled && { tool: 'file' }),
        makes: { count: 1 + made, item: MATERIALS[index + 1]! },
      })),
    ],
    wanted,
  }));

const MOST_STATES = 5_000;

/** Crafts in the shortest plan of all, found by trying everything. */
function fewestCrafts({ stock, recipes, wanted }: Workshop): number | 'none' | 'too much to try' {
  let states: readonly Stock[] = [stockOf(stock)];
  const seen = new Set(states.map(keyOf));
  for (let crafts = 0; seen.size < MOST_STATES; crafts++) {
    if (states.some((state) => held(state, wanted.item) >= wanted.count)) return crafts;
    if (states.length === 0) return 'none';
    states = states
      .flatMap((state) => recipes.flatMap((recipe) => after(state, recipe)))
      .filter((state) => isNew(state, seen));
  }
  return 'too much to try';
}

function after(stock: Stock, recipe: Recipe): readonly Stock[] {
  const crafted = craft(stock, recipe, 1);
  return 'ok' in crafted ? [crafted.ok] : [];
}

const isNew = (stock: Stock, seen: Set<string>): boolean => seen.size < seen.add(keyOf(stock)).size;
const keyOf = (stock: Stock): string => ITEMS.map((item) => held(stock, item)).join(' ');

describe('shortestPlan', () => {
  it('gives plans that work, and none that are shorter than possible', () => {
    fc.assert(
      fc.property(anyWorkshop, (workshop) => {
        const plan = shortestPlan(workshop);
        fc.pre(plan !== undefined);
        expect(simulatePlan(workshop, plan).outcome).toBe('reached');
        const fewest = fewestCrafts(workshop);
        expect(fewest).not.toBe('none');
        if (typeof fewest === 'number') expect(craftsIn(plan)).toBeGreaterThanOrEqual(fewest);
      }),
      { numRuns: 200 },
    );
  });

  it('finds the shortest plan of all, where each item has one recipe', () => {
    fc.assert(
      fc.property(orderlyWorkshop, (workshop) => {
        const plan = shortestPlan(workshop);
        const fewest = fewestCrafts(workshop);
        fc.pre(fewest !== 'too much to try');
        expect(plan === undefined ? 'none' : craftsIn(plan)).toBe(fewest);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isOutOfReach', () => {
  it('is true only where trying everything finds no plan', () => {
    fc.assert(
      fc.property(anyWorkshop, (workshop) => {
        fc.pre(isOutOfReach(workshop));
        expect(typeof fewestCrafts(workshop)).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a simulation', () => {
  it('never takes what is not there, and takes and makes exactly what the recipes say', () => {
    const anyPlan = fc.array(
      fc.record({ recipe: fc.constantFrom('R1', 'R2', 'R3'), times: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(anyWorkshop, anyPlan, (workshop, plan) => {
        const result = simulatePlan(workshop, plan);
        const done = result.outcome === 'failed' ? plan.slice(0, result.step - 1) : plan;
        for (const item of ITEMS) {
          const change = done.reduce((sum, { recipe: id, times }) => sum + times * netOf(workshop, id, item), 0);
          expect(held(result.stock, item)).toBe(held(stockOf(workshop.stock), item) + change);
          expect(held(result.stock, item)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function netOf({ recipes }: Workshop, id: string, item: string): number {
  const { needs, makes } = recipes.find((one) => one.id === id)!;
  const taken = needs.reduce((sum, need) => sum + (need.item === item ? need.count : 0), 0);
  return (makes.item === item ? makes.count : 0) - taken;
}
