import type { NonEmpty } from '../non-empty.js';

/** Crafts with their own materials; what they make is called by material and form, as `copper ingot`. */
export type Trade = 'metal' | 'wood' | 'fibre' | 'glass' | 'herb';

export interface TradeWords {
  readonly materials: NonEmpty<string>;
  /** Forms: as found, as prepared, and what is shaped from that. */
  readonly raw: string;
  readonly base: string;
  readonly parts: readonly [string, string, ...string[]];
  /** Makes the raw material go further. */
  readonly additive: string;
  /** Without it the raw material cannot be prepared, in some workshops. */
  readonly tool: string;
  /** Whether parts can be turned back into the base. */
  readonly recoverable: boolean;
}

export const TRADES: Readonly<Record<Trade, TradeWords>> = {
  metal: {
    materials: ['copper', 'tin', 'iron', 'zinc', 'silver', 'nickel', 'cobalt'],
    raw: 'ore',
    base: 'ingot',
    parts: ['plate', 'wire', 'rod', 'rivet', 'spring'],
    additive: 'borax',
    tool: 'crucible',
    recoverable: true,
  },
  wood: {
    materials: ['ash', 'elm', 'larch', 'yew', 'maple', 'alder', 'walnut'],
    raw: 'log',
    base: 'board',
    parts: ['frame', 'shaft', 'peg', 'panel'],
    additive: 'pine tar',
    tool: 'frame saw',
    recoverable: false,
  },
  fibre: {
    materials: ['hemp', 'flax', 'nettle', 'wool', 'silk', 'ramie'],
    raw: 'bale',
    base: 'yarn',
    parts: ['cord', 'cloth', 'mesh', 'ribbon'],
    additive: 'beeswax',
    tool: 'spindle',
    recoverable: true,
  },
  glass: {
    materials: ['river', 'quartz', 'desert', 'volcanic', 'harbour', 'moor'],
    raw: 'sand',
    base: 'glass',
    parts: ['lens', 'vial', 'pane', 'prism'],
    additive: 'potash',
    tool: 'blowpipe',
    recoverable: true,
  },
  herb: {
    materials: ['sage', 'rue', 'mugwort', 'foxglove', 'yarrow', 'betony'],
    raw: 'leaf',
    base: 'powder',
    parts: ['tincture', 'salve', 'incense', 'lozenge'],
    additive: 'rose water',
    tool: 'mortar',
    recoverable: false,
  },
};

export const ALL_TRADES: NonEmpty<Trade> = ['metal', 'wood', 'fibre', 'glass', 'herb'];

/** A place for a part, of whatever material of the trade. */
export interface Slot {
  readonly trade: Trade;
  readonly part: string;
}

export interface Product {
  readonly name: string;
  readonly slots: NonEmpty<Slot>;
}

/** What takes a product and more parts. */
export interface Machine extends Product {
  readonly product: string;
}

const slot = (trade: Trade, part: string): Slot => ({ trade, part });

/** Three parts, each of another trade. */
export const PRODUCTS: NonEmpty<Product> = [
  { name: 'lantern', slots: [slot('metal', 'plate'), slot('glass', 'pane'), slot('fibre', 'cord')] },
  { name: 'bellows', slots: [slot('fibre', 'cloth'), slot('wood', 'panel'), slot('metal', 'rivet')] },
  { name: 'spyglass', slots: [slot('glass', 'lens'), slot('metal', 'rod'), slot('wood', 'shaft')] },
  { name: 'balance', slots: [slot('metal', 'rod'), slot('wood', 'frame'), slot('fibre', 'cord')] },
  { name: 'loom', slots: [slot('wood', 'frame'), slot('fibre', 'cord'), slot('metal', 'wire')] },
  { name: 'censer', slots: [slot('herb', 'incense'), slot('metal', 'wire'), slot('glass', 'vial')] },
  { name: 'barometer', slots: [slot('glass', 'vial'), slot('wood', 'frame'), slot('metal', 'spring')] },
  { name: 'kite', slots: [slot('fibre', 'cloth'), slot('wood', 'shaft'), slot('metal', 'wire')] },
  { name: 'sieve', slots: [slot('fibre', 'mesh'), slot('wood', 'frame'), slot('metal', 'rivet')] },
  { name: 'remedy chest', slots: [slot('wood', 'panel'), slot('herb', 'salve'), slot('glass', 'vial')] },
  { name: 'elixir case', slots: [slot('herb', 'tincture'), slot('glass', 'vial'), slot('fibre', 'ribbon')] },
  { name: 'sundial', slots: [slot('metal', 'plate'), slot('wood', 'peg'), slot('glass', 'prism')] },
];

export const MACHINES: NonEmpty<Machine> = [
  { name: 'signal tower', product: 'lantern', slots: [slot('wood', 'frame'), slot('fibre', 'cord')] },
  { name: 'athanor', product: 'bellows', slots: [slot('metal', 'plate'), slot('herb', 'tincture')] },
  { name: 'observatory', product: 'spyglass', slots: [slot('metal', 'spring'), slot('glass', 'prism')] },
  { name: 'assay bench', product: 'balance', slots: [slot('glass', 'vial'), slot('wood', 'panel')] },
  { name: 'weaving house', product: 'loom', slots: [slot('wood', 'peg'), slot('fibre', 'mesh')] },
  { name: 'shrine', product: 'censer', slots: [slot('wood', 'frame'), slot('fibre', 'ribbon')] },
  { name: 'weather station', product: 'barometer', slots: [slot('fibre', 'cloth'), slot('metal', 'rod')] },
  { name: 'storm alarm', product: 'kite', slots: [slot('metal', 'spring'), slot('fibre', 'cord')] },
  { name: 'paper mill', product: 'sieve', slots: [slot('metal', 'wire'), slot('wood', 'shaft')] },
  { name: 'field hospital', product: 'remedy chest', slots: [slot('fibre', 'cloth'), slot('herb', 'lozenge')] },
];

/** Go before the names of products. */
export const MAKES: NonEmpty<string> = [
  'guild', 'travelling', 'winter', 'temple', 'garrison', 'court', 'pilgrim', 'market',
]; // prettier-ignore

/** What only dead ends ask for: one is made of the other, and nobody has either. */
export const RARITIES: NonEmpty<readonly [rarity: string, rarer: string]> = [
  ['moon salt', 'storm amber'],
  ['dragon resin', 'ghost lichen'],
  ['star iron', 'sun lacquer'],
  ['sea ivory', 'frost opal'],
];
