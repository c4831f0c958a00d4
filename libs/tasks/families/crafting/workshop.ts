/** So many of an item. */
export interface Portion {
  readonly count: number;
  readonly item: string;
}

/** What one craft uses up and what it gives. */
export interface Formula {
  readonly needs: readonly Portion[];
  /** An item that has to be there and is not used up. */
  readonly tool?: string;
  readonly makes: Portion;
}

export interface Recipe extends Formula {
  /** As `R7`. */
  readonly id: string;
}

/** All that decides what can be made: each item is in stock at most once. */
export interface Workshop {
  readonly stock: readonly Portion[];
  readonly recipes: readonly Recipe[];
  readonly wanted: Portion;
}

/** Counts by item; what is not there has none. */
export type Stock = ReadonlyMap<string, number>;

export const stockOf = (portions: readonly Portion[]): Stock =>
  new Map(portions.map(({ item, count }) => [item, count]));

export const held = (stock: Stock, item: string): number => stock.get(item) ?? 0;

/** Everything that a workshop's inventory and recipes name. */
export function namesIn({ stock, recipes, wanted }: Workshop): ReadonlySet<string> {
  const named = recipes.flatMap(({ needs, tool, makes }) => [
    ...needs.map(({ item }) => item),
    ...(tool === undefined ? [] : [tool]),
    makes.item,
  ]);
  return new Set([wanted.item, ...stock.map(({ item }) => item), ...named]);
}
