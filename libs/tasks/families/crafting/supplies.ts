import type { Dice } from '../dice.js';
import { demandOf } from './demand.js';
import { stockOf, type Formula, type Portion } from './workshop.js';
import type { Level } from '../level.js';

/** Stock from which the formulas, one for each item, make the portion: with little to spare of what they begin with. */
export function drawSupplies(level: Level, wanted: Portion, formulas: readonly Formula[], dice: Dice): Portion[] {
  const ways = new Map(formulas.map((formula) => [formula.makes.item, formula]));
  const begun = level === 1 ? [] : drawBegun(wanted, formulas, dice);
  const { needs } = demandOf(stockOf(begun), wanted, ways) ?? { needs: new Map<string, number>() };
  const leaves = [...needs].filter(([item]) => !ways.has(item));
  return [...begun, ...leaves.map(([item, count]) => ({ item, count: count + spare(count, dice) }))];
}

/** Something that is there already, but not enough of it to leave its recipe out. */
function drawBegun(wanted: Portion, formulas: readonly Formula[], dice: Dice): readonly Portion[] {
  const tools = new Set(formulas.map(({ tool }) => tool));
  const between = formulas.filter(
    ({ makes, needs }) => makes.item !== wanted.item && needs.length === 1 && !tools.has(makes.item),
  );
  const [first] = dice.shuffled(between);
  return first === undefined ? [] : [{ count: 1, item: first.makes.item }];
}

const spare = (count: number, dice: Dice): number => dice.between(0, Math.max(1, Math.floor(count / 4)));

/** Lines of the same item as one. */
export function merged(portions: readonly Portion[]): Portion[] {
  const counts = new Map<string, number>();
  for (const { item, count } of portions) counts.set(item, (counts.get(item) ?? 0) + count);
  return [...counts].map(([item, count]) => ({ count, item }));
}
