import { held, type Formula, type Portion, type Stock } from './workshop.js';

/** What has to be had, and how often each item has to be crafted, so that the wanted portion is there. */
export interface Demand {
  /** By item, beginning with the wanted one; counts what is in stock and what is crafted. */
  readonly needs: ReadonlyMap<string, number>;
  /** Crafts by the item that they make. */
  readonly crafts: ReadonlyMap<string, number>;
}

/**
 * The least demand where every item is made in one way; an item without a way has needs and no crafts. Undefined where
 * ways go round in a circle that the stock does not break. A tool is needed beside what is used up of the same item.
 */
export function demandOf(stock: Stock, wanted: Portion, ways: ReadonlyMap<string, Formula>): Demand | undefined {
  let needs: ReadonlyMap<string, number> = new Map([[wanted.item, wanted.count]]);
  // Each round settles one more step of the longest chain, unless the chain is a circle.
  for (let round = 0; round <= ways.size + 1; round++) {
    const crafts = craftsFor(needs, stock, ways);
    const next = needsOf(crafts, wanted, ways);
    if (isSame(needs, next)) return { needs, crafts };
    needs = next;
  }
  return undefined;
}

function craftsFor(needs: Demand['needs'], stock: Stock, ways: ReadonlyMap<string, Formula>): Map<string, number> {
  const crafts = new Map<string, number>();
  for (const [item, count] of needs) {
    const way = ways.get(item);
    const lacking = count - held(stock, item);
    if (way !== undefined && lacking > 0) crafts.set(item, Math.ceil(lacking / way.makes.count));
  }
  return crafts;
}

function needsOf(crafts: Demand['crafts'], wanted: Portion, ways: ReadonlyMap<string, Formula>): Map<string, number> {
  const needs = new Map([[wanted.item, wanted.count]]);
  const add = (item: string, count: number) => needs.set(item, (needs.get(item) ?? 0) + count);
  const tools = new Set<string>();
  for (const [made, times] of crafts) {
    const way = ways.get(made);
    for (const { item, count } of way?.needs ?? []) add(item, count * times);
    if (way?.tool !== undefined) tools.add(way.tool);
  }
  for (const tool of tools) add(tool, 1);
  return needs;
}

const isSame = (one: Demand['needs'], other: Demand['needs']): boolean =>
  one.size === other.size && [...one].every(([item, count]) => other.get(item) === count);
