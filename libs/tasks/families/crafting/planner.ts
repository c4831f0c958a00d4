import { demandOf, type Demand } from './demand.js';
import type { Craft } from './plan-text.js';
import { runnable } from './runnable.js';
import { craft } from './simulate.js';
import { held, stockOf, type Recipe, type Stock, type Workshop } from './workshop.js';

/** A recipe for each item that has to be made. */
type Ways = ReadonlyMap<string, Recipe>;

/** Of the plans that make each item by one recipe only, one with the fewest crafts; undefined where there is none. */
export function shortestPlan(workshop: Workshop): readonly Craft[] | undefined {
  const stock = stockOf(workshop.stock);
  const recipes = runnable(stock, workshop.recipes);
  const [first, ...others] = plansOf({ ...workshop, recipes }, stock, new Map());
  return others.reduce((best, plan) => (best === undefined || craftsIn(plan) < craftsIn(best) ? plan : best), first);
}

export const craftsIn = (steps: readonly Craft[]): number => steps.reduce((sum, { times }) => sum + times, 0);

/** Settles an item that is lacking and has no recipe yet, in each way that there is, and goes on from there. */
function plansOf(workshop: Workshop, stock: Stock, ways: Ways): readonly (readonly Craft[])[] {
  const demand = demandOf(stock, workshop.wanted, ways);
  if (demand === undefined) return [];
  const lacking = [...demand.needs].filter(([item, count]) => count > held(stock, item) && !ways.has(item));
  const choices = lacking.map(([item]) => workshop.recipes.filter(({ makes }) => makes.item === item));
  // Fewest ways first: what cannot be had ends the search at once.
  const [choice] = choices.sort((one, other) => one.length - other.length);
  if (choice === undefined) return inOrder(demand, stock, ways);
  return choice.flatMap((recipe) => plansOf(workshop, stock, new Map([...ways, [recipe.makes.item, recipe]])));
}

/** The crafts as a plan, ingredients first; none where each waits for another. */
function inOrder({ crafts }: Demand, start: Stock, ways: Ways): readonly (readonly Craft[])[] {
  let stock = start;
  const steps: Craft[] = [];
  const waiting = [...crafts].reverse();
  while (waiting.length > 0) {
    const ready = waiting.flatMap(([item, times], index) => readyStep(stock, ways.get(item), times, index))[0];
    if (ready === undefined) return [];
    waiting.splice(ready.index, 1);
    steps.push(ready.step);
    stock = ready.stock;
  }
  return [steps];
}

interface Ready {
  readonly index: number;
  readonly step: Craft;
  readonly stock: Stock;
}

function readyStep(stock: Stock, recipe: Recipe | undefined, times: number, index: number): readonly Ready[] {
  if (recipe === undefined) return [];
  const crafted = craft(stock, recipe, times);
  return 'ok' in crafted ? [{ index, step: { recipe: recipe.id, times }, stock: crafted.ok }] : [];
}
