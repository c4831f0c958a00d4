import type { Recipe, Stock } from './workshop.js';

/** Recipes whose ingredients and tools can all be had, in whatever quantity. */
export function runnable(stock: Stock, recipes: readonly Recipe[]): readonly Recipe[] {
  const had = new Set([...stock].flatMap(([item, count]) => (count > 0 ? [item] : [])));
  const canRun = ({ needs, tool }: Recipe): boolean =>
    needs.every(({ item }) => had.has(item)) && (tool === undefined || had.has(tool));
  for (let before = -1; before < had.size;) {
    before = had.size;
    for (const recipe of recipes) if (canRun(recipe)) had.add(recipe.makes.item);
  }
  return recipes.filter(canRun);
}
