import type { Dice } from '../dice.js';
import type { Blueprint } from './blueprint.js';
import { RARITIES, TRADES, type Slot, type Trade } from './catalogue.js';
import { baseOf, partOf, rawOf, shaped, type Entry, type Materials } from './materials.js';
import type { Formula, Portion } from './workshop.js';
import type { Level } from '../level.js';

/** Recipes beside the intended ones, for items that matter, and stock that they draw on. */
export interface Detours {
  readonly entries: readonly Entry[];
  readonly stock: readonly Portion[];
}

const NONE: Detours = { entries: [], stock: [] };
const only = (shelf: Entry['shelf'], formula: Formula): Detours => ({ entries: [{ shelf, formula }], stock: [] });

/** None at level 1; from level 2 on another yield and a dead end; at level 3 more of both, dear shortcuts and circles. */
export function drawDetours(level: Level, blueprint: Blueprint, materials: Materials, dice: Dice): readonly Detours[] {
  if (level === 1) return [];
  const [rarity, rarer] = dice.pick(RARITIES);
  const [first, second] = dice.shuffled(blueprint.entries);
  const usual = [otherYield(blueprint, materials, dice), deadEnd(first, rarity, dice)];
  if (level === 2) return usual;
  return [
    ...usual,
    deadEnd(second, rarer, dice),
    rumour(rarity, rarer),
    shortcut(blueprint, materials, dice),
    backAgain(blueprint, materials, dice),
    scrap(blueprint, materials, dice),
  ];
}

/** More of a base from its raw material, with an additive that there may be too little of. */
function otherYield({ entries, slots }: Blueprint, materials: Materials, dice: Dice): Detours {
  const bases = slots.map(({ trade }) => ({ trade, base: baseOf(trade, materials[trade].main) }));
  const [made] = dice.shuffled(bases.filter(({ base }) => entries.some(({ formula }) => formula.makes.item === base)));
  if (made === undefined) return NONE;
  const { additive } = TRADES[made.trade];
  const needs = [
    { count: dice.between(2, 4), item: rawOf(made.trade, materials[made.trade].main) },
    { count: dice.between(1, 2), item: additive },
  ];
  const makes = { count: dice.between(2, 4), item: made.base };
  return { ...only(made.trade, { needs, makes }), stock: [{ count: dice.between(1, 6), item: additive }] };
}

/** More of the same item for less, but for something that nobody has. */
function deadEnd(entry: Entry | undefined, rarity: string, dice: Dice): Detours {
  if (entry === undefined) return NONE;
  const { needs, makes } = entry.formula;
  return only(entry.shelf, {
    needs: [...needs.slice(0, 1).map(({ item }) => ({ count: 1, item })), { count: dice.between(1, 2), item: rarity }],
    makes: { ...makes, count: makes.count + dice.between(1, 2) },
  });
}

/** One thing that nobody has, from another. */
const rumour = (rarity: string, rarer: string): Detours =>
  only('herb', { needs: [{ count: 2, item: rarer }], makes: { count: 1, item: rarity } });

/** The inner product straight from bases: fewer steps, and a lot of material. */
function shortcut({ entries, slots }: Blueprint, materials: Materials, dice: Dice): Detours {
  const product = entries[1];
  if (product === undefined) return NONE;
  const trades = [...new Set(slots.slice(0, 2).map(({ trade }) => trade))];
  const needs = trades.map((trade) => ({ count: dice.between(6, 12), item: baseOf(trade, materials[trade].main) }));
  return only('assembly', { needs, makes: product.formula.makes });
}

/** A part that is needed, back into its base: a circle that leads nowhere. */
function backAgain({ entries, slots }: Blueprint, materials: Materials, dice: Dice): Detours {
  const [slot] = dice.shuffled(slots.filter(isRecoverable));
  if (slot === undefined) return NONE;
  const { main } = materials[slot.trade];
  const [base, part] = [baseOf(slot.trade, main), partOf(slot.part, main)];
  const way = entries.find(({ formula }) => formula.makes.item === part);
  return way === undefined ? NONE : only(slot.trade, recovering(way.formula, base));
}

/** Parts that are good for nothing but to be turned back into their base. */
function scrap({ slots }: Blueprint, materials: Materials, dice: Dice): Detours {
  const [trade] = dice.shuffled(slots.filter(isRecoverable)).map((slot) => slot.trade);
  const [part] = trade === undefined ? [] : dice.shuffled(unusedParts(trade, slots));
  if (trade === undefined || part === undefined) return NONE;
  const { main } = materials[trade];
  const way = shaped(trade, part, main, dice);
  return {
    entries: [way, { shelf: trade, formula: recovering(way.formula, baseOf(trade, main)) }],
    stock: [{ count: dice.between(1, 5), item: way.formula.makes.item }],
  };
}

const isRecoverable = ({ trade }: Slot): boolean => TRADES[trade].recoverable;

const unusedParts = (trade: Trade, slots: readonly Slot[]): readonly string[] =>
  TRADES[trade].parts.filter((part) => !slots.some((slot) => slot.part === part && slot.trade === trade));

/** Takes more than was shaped from one base, so that nothing is gained by going round. */
function recovering({ needs, makes }: Formula, base: string): Formula {
  const shapedFrom = needs.reduce((sum, { count }) => sum + count, 0);
  return {
    needs: [{ count: Math.ceil(makes.count / shapedFrom) + 1, item: makes.item }],
    makes: { count: 1, item: base },
  };
}
