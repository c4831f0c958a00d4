import type { Dice } from '../dice.js';
import type { NonEmpty } from '../non-empty.js';
import { TRADES, type Trade } from './catalogue.js';
import type { Shelf } from './wording.js';
import type { Formula, Portion } from './workshop.js';

/** A formula and the book that it stands in. */
export interface Entry {
  readonly shelf: Shelf;
  readonly formula: Formula;
}

/** The material of each trade that matters in a world, and another one that is easily taken for it. */
export type Materials = Readonly<Record<Trade, Material>>;
export interface Material {
  readonly main: string;
  readonly rival: string;
}

export const drawMaterials = (dice: Dice): Materials => ({
  metal: twoOf(dice, 'metal'),
  wood: twoOf(dice, 'wood'),
  fibre: twoOf(dice, 'fibre'),
  glass: twoOf(dice, 'glass'),
  herb: twoOf(dice, 'herb'),
});

function twoOf(dice: Dice, trade: Trade): Material {
  const { materials } = TRADES[trade];
  const [main = materials[0], rival = materials[0]] = dice.shuffled(materials);
  return { main, rival };
}

export const rawOf = (trade: Trade, material: string): string => `${material} ${TRADES[trade].raw}`;
export const baseOf = (trade: Trade, material: string): string => `${material} ${TRADES[trade].base}`;
export const partOf = (part: string, material: string): string => `${material} ${part}`;

/** How many go in, and how many come out. */
type Ratio = readonly [number, number];

const PREPARING: NonEmpty<Ratio> = [[2, 1], [3, 1], [3, 2], [1, 1], [4, 3], [1, 2], [5, 2]]; // prettier-ignore
const SHAPING: NonEmpty<Ratio> = [[1, 1], [1, 2], [1, 3], [2, 1], [2, 3], [3, 1], [3, 2], [1, 4], [3, 4]]; // prettier-ignore

/** Raw material to base. */
export const prepared = (trade: Trade, material: string, dice: Dice): Entry =>
  turned(trade, [rawOf(trade, material), baseOf(trade, material)], dice.pick(PREPARING));

/** Base to part. */
export const shaped = (trade: Trade, part: string, material: string, dice: Dice): Entry =>
  turned(trade, [baseOf(trade, material), partOf(part, material)], dice.pick(SHAPING));

const turned = (shelf: Trade, [from, to]: readonly [string, string], [taken, made]: Ratio): Entry => ({
  shelf,
  formula: { needs: [{ count: taken, item: from }], makes: { count: made, item: to } },
});

/** One of an item from some of each of the others. */
export const assembled = (item: string, parts: readonly string[], dice: Dice): Entry => ({
  shelf: 'assembly',
  formula: {
    needs: parts.map((part): Portion => ({ count: dice.between(1, 3), item: part })),
    makes: { count: 1, item },
  },
});
