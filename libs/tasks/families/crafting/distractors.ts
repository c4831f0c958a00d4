import type { Dice } from '../dice.js';
import { ALL_TRADES, MAKES, PRODUCTS, TRADES, type Trade } from './catalogue.js';
import { assembled, baseOf, partOf, prepared, rawOf, shaped, type Entry, type Materials } from './materials.js';
import type { Portion } from './workshop.js';
import type { Level } from '../level.js';

/** Recipes and lines of stock that have nothing to do with the order, by level. */
const RECIPES: Readonly<Record<Level, number>> = { 1: 5, 2: 9, 3: 12 };
const LINES: Readonly<Record<Level, number>> = { 1: 2, 2: 3, 3: 4 };

/** Recipes for items that the others neither make nor take: the same forms of other materials, other forms, other products. */
export function drawDistractors(level: Level, others: readonly Entry[], materials: Materials, dice: Dice): Entry[] {
  const taken = new Set(others.flatMap(({ formula: { needs, makes } }) => [makes, ...needs].map(({ item }) => item)));
  const drawn = [...ALL_TRADES.flatMap((trade) => ofTrade(trade, materials, dice)), ...otherProducts(materials, dice)];
  const fresh = drawn.filter(({ formula }) => !taken.has(formula.makes.item));
  return dice.shuffled(fresh).slice(0, RECIPES[level]);
}

function ofTrade(trade: Trade, materials: Materials, dice: Dice): readonly Entry[] {
  const { main, rival } = materials[trade];
  const { parts } = TRADES[trade];
  const [one = parts[0], other = parts[1]] = dice.shuffled(parts);
  return [
    prepared(trade, rival, dice),
    shaped(trade, one, rival, dice),
    shaped(trade, one, main, dice),
    shaped(trade, other, main, dice),
  ];
}

function otherProducts(materials: Materials, dice: Dice): readonly Entry[] {
  return dice
    .shuffled(PRODUCTS)
    .slice(0, 4)
    .map(({ name, slots }) =>
      assembled(
        `${dice.pick(MAKES)} ${name}`,
        slots.map(({ trade, part }) => partOf(part, dice.pick([materials[trade].main, materials[trade].rival]))),
        dice,
      ),
    );
}

/** Stock of materials that are easily taken for those that matter. */
export const drawIdleStock = (level: Level, materials: Materials, dice: Dice): Portion[] =>
  dice
    .shuffled(ALL_TRADES)
    .slice(0, LINES[level])
    .map((trade) => {
      const form = dice.pick([rawOf, baseOf]);
      return { count: dice.between(2, 24), item: form(trade, materials[trade].rival) };
    });
