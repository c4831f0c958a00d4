import type { Dice } from '../dice.js';
import { MACHINES, MAKES, PRODUCTS, TRADES, type Slot, type Trade } from './catalogue.js';
import { assembled, baseOf, partOf, prepared, shaped, type Entry, type Materials } from './materials.js';
import type { Formula } from './workshop.js';
import type { Level } from '../level.js';

/** How the wanted item is meant to be made: one entry for each item that is not simply there. */
export interface Blueprint {
  readonly item: string;
  readonly entries: readonly Entry[];
  readonly slots: readonly Slot[];
}

/** The form in which a trade's material is in stock. */
type Start = 'raw' | 'base' | 'part';

export function drawBlueprint(level: Level, materials: Materials, dice: Dice): Blueprint {
  const { item, assemblies, slots } = level === 3 ? drawMachine(materials, dice) : drawProduct(level, materials, dice);
  const starts = drawStarts(level, slots, dice);
  const parts = slots.flatMap((slot) => chainOf(slot, starts.get(slot.trade) ?? 'base', materials, dice));
  const entries = onePerItem([...assemblies, ...parts]);
  return { item, entries: level === 3 ? withTool(entries, slots, materials, dice) : entries, slots };
}

interface Assembly {
  readonly item: string;
  readonly assemblies: readonly Entry[];
  readonly slots: readonly Slot[];
}

function drawProduct(level: Level, materials: Materials, dice: Dice): Assembly {
  const { name, slots } = dice.pick(PRODUCTS);
  const used = level === 1 ? dice.shuffled(slots).slice(0, 2) : slots;
  const item = `${dice.pick(MAKES)} ${name}`;
  return { item, assemblies: [assembled(item, itemsFor(used, materials), dice)], slots: used };
}

/** A product of two parts, and two more parts around it. */
function drawMachine(materials: Materials, dice: Dice): Assembly {
  const machine = dice.pick(MACHINES);
  const inner = PRODUCTS.find(({ name }) => name === machine.product) ?? PRODUCTS[0];
  const used = dice.shuffled(inner.slots).slice(0, 2);
  const product = `${dice.pick(MAKES)} ${inner.name}`;
  return {
    item: machine.name,
    assemblies: [
      assembled(machine.name, [product, ...itemsFor(machine.slots, materials)], dice),
      assembled(product, itemsFor(used, materials), dice),
    ],
    slots: [...used, ...machine.slots],
  };
}

const itemsFor = (slots: readonly Slot[], materials: Materials): readonly string[] =>
  slots.map(({ trade, part }) => partOf(part, materials[trade].main));

const STARTS: Readonly<Record<Level, readonly (readonly Start[])[]>> = {
  1: [['raw', 'part'], ['base', 'base']],
  2: [['raw', 'raw', 'base']],
  3: [['raw', 'raw', 'base', 'base']],
}; // prettier-ignore

function drawStarts(level: Level, slots: readonly Slot[], dice: Dice): ReadonlyMap<Trade, Start> {
  const [starts = []] = dice.shuffled(STARTS[level]);
  const trades = dice.shuffled([...new Set(slots.map(({ trade }) => trade))]);
  return new Map(trades.map((trade, index) => [trade, starts[index] ?? 'base']));
}

function chainOf({ trade, part }: Slot, start: Start, materials: Materials, dice: Dice): readonly Entry[] {
  const { main } = materials[trade];
  if (start === 'part') return [];
  const last = shaped(trade, part, main, dice);
  return start === 'base' ? [last] : [last, prepared(trade, main, dice)];
}

const onePerItem = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ formula }, index) => entries.findIndex((other) => isSameItem(other.formula, formula)) === index);

const isSameItem = (one: Formula, other: Formula): boolean => one.makes.item === other.makes.item;

/** Tools are made of these where there is a choice. */
const SOLID: readonly Trade[] = ['metal', 'wood', 'glass'];

/** One raw material is prepared with a tool, and the tool is made from the base of another trade. */
function withTool(
  entries: readonly Entry[],
  slots: readonly Slot[],
  materials: Materials,
  dice: Dice,
): readonly Entry[] {
  const baseItem = (trade: Trade): string => baseOf(trade, materials[trade].main);
  const trades = dice.shuffled([...new Set(slots.map(({ trade }) => trade))]);
  const worked = trades.find((trade) => entries.some(({ formula }) => formula.makes.item === baseItem(trade)));
  const other = [...trades.filter((trade) => SOLID.includes(trade)), ...trades].find((trade) => trade !== worked);
  if (worked === undefined || other === undefined) return entries;
  const { tool } = TRADES[worked];
  const tooled = entries.map((entry) =>
    entry.formula.makes.item === baseItem(worked) ? { ...entry, formula: { ...entry.formula, tool } } : entry,
  );
  return [...tooled, assembled(tool, [baseItem(other)], dice)];
}
