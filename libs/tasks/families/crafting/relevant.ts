import { demandOf } from './demand.js';
import type { Problem } from './problem.js';
import { stockOf, type Recipe, type Workshop } from './workshop.js';

/** What an answer rests on: recipes, the wanted item's first, and the items whose stock matters. */
export interface Relevant {
  readonly recipes: readonly Recipe[];
  readonly items: ReadonlySet<string>;
}

/** Of a plan, its recipes and what it draws on; of an impossibility, everything that could have led to a plan. */
export const relevantTo = ({ workshop, plan, possible }: Problem): Relevant =>
  possible ? usedBy(workshop, plan.map(({ recipe }) => recipe).reverse()) : leadingTo(workshop);

function usedBy({ stock, recipes, wanted }: Workshop, ids: readonly string[]): Relevant {
  const used = ids.flatMap((id) => recipes.filter((recipe) => recipe.id === id));
  const ways = new Map(used.map((recipe) => [recipe.makes.item, recipe]));
  const demand = demandOf(stockOf(stock), wanted, ways);
  return { recipes: used, items: new Set(demand?.needs.keys()) };
}

function leadingTo({ recipes, wanted }: Workshop): Relevant {
  const items = new Set([wanted.item]);
  const leading = new Set<Recipe>();
  // A set gives what is added to it while it is gone through.
  for (const item of items) {
    for (const recipe of recipes.filter(({ makes }) => makes.item === item)) {
      leading.add(recipe);
      for (const need of recipe.needs) items.add(need.item);
      if (recipe.tool !== undefined) items.add(recipe.tool);
    }
  }
  return { recipes: [...leading], items };
}
