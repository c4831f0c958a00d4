import { stepText, type Craft } from './plan-text.js';
import { held, stockOf, type Recipe, type Stock, type Workshop } from './workshop.js';

/** What came of a plan; the stock is what is there at the end, or before the step that fails. */
export type Simulation =
  | { readonly outcome: 'reached'; readonly stock: Stock }
  /** Every step can be done, and yet the wanted portion is not there. */
  | { readonly outcome: 'short'; readonly stock: Stock }
  | { readonly outcome: 'failed'; readonly stock: Stock; readonly step: number; readonly reason: string };

/** Does the steps in their order, from the workshop's stock; all crafts of a step need what they use up at its start. */
export function simulatePlan(workshop: Workshop, steps: readonly Craft[]): Simulation {
  let stock = stockOf(workshop.stock);
  for (const [index, step] of steps.entries()) {
    const crafted = perform(workshop, stock, step);
    if ('problem' in crafted) {
      return { outcome: 'failed', stock, step: index + 1, reason: `${stepText(step)} ${crafted.problem}` };
    }
    stock = crafted.ok;
  }
  const { item, count } = workshop.wanted;
  return { outcome: held(stock, item) >= count ? 'reached' : 'short', stock };
}

type Crafted = { readonly ok: Stock } | { readonly problem: string };

function perform({ recipes }: Workshop, stock: Stock, { recipe: id, times }: Craft): Crafted {
  const recipe = recipes.find((one) => one.id === id);
  return recipe === undefined ? { problem: 'names a recipe that there is not' } : craft(stock, recipe, times);
}

/** The stock after so many crafts, or why they cannot be done. */
export function craft(stock: Stock, { needs, tool, makes }: Recipe, times: number): Crafted {
  if (tool !== undefined && held(stock, tool) === 0) return { problem: `needs a ${tool}, and there is none` };
  const rest = new Map(stock);
  for (const { item, count } of needs) {
    const [there, taken] = [held(rest, item), count * times];
    if (there < taken) return { problem: `needs ${taken} ${item}, but there are ${there}` };
    rest.set(item, there - taken);
  }
  return { ok: rest.set(makes.item, held(rest, makes.item) + makes.count * times) };
}
