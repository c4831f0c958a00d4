import { runnable } from './runnable.js';
import { held, stockOf, type Recipe, type Workshop } from './workshop.js';

/** Well above what rounding adds up to, well below the smallest share of a unit that recipes of small numbers divide it into. */
const MARGIN = 1e-6;
/** Far more rounds than a chain is long; what has not come to rest by then proves nothing. */
const ROUNDS = 100;

/**
 * Whether it is certain that no plan makes what is wanted: it is out of reach however much there were of everything, or
 * it takes more of some stocked item than the whole stock is worth. False proves nothing.
 */
export function isOutOfReach(workshop: Workshop): boolean {
  const stock = stockOf(workshop.stock);
  const recipes = runnable(stock, workshop.recipes);
  const { wanted } = workshop;
  if (held(stock, wanted.item) === 0 && !recipes.some(({ makes }) => makes.item === wanted.item)) return true;
  return workshop.stock.some(({ item }) => {
    const worth = worthIn(item, recipes);
    if (worth === undefined) return false;
    const owned = workshop.stock.reduce((sum, portion) => sum + portion.count * worth(portion.item), 0);
    return owned + MARGIN < wanted.count * worth(wanted.item);
  });
}

/**
 * How much of `scarce` goes into one of an item at least. Where every recipe takes ingredients of at least the worth that
 * it makes, no craft raises the worth of a stock: so what is worth more than the stock cannot come out of it.
 */
function worthIn(scarce: string, recipes: readonly Recipe[]): ((item: string) => number) | undefined {
  const start = new Map(recipes.map(({ makes }) => [makes.item, Infinity]));
  let worths: ReadonlyMap<string, number> = start.set(scarce, 1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = relaxed(worths, recipes);
    if ([...next].every(([item, worth]) => worths.get(item) === worth)) return (item) => worths.get(item) ?? 0;
    worths = next;
  }
  return undefined;
}

function relaxed(worths: ReadonlyMap<string, number>, recipes: readonly Recipe[]): ReadonlyMap<string, number> {
  const next = new Map(worths);
  for (const { needs, makes } of recipes) {
    const taken = needs.reduce((sum, { item, count }) => sum + count * (next.get(item) ?? 0), 0);
    next.set(makes.item, Math.min(next.get(makes.item) ?? Infinity, taken / makes.count));
  }
  return next;
}
