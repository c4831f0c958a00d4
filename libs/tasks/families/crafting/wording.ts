import type { NonEmpty } from '../non-empty.js';
import type { Trade } from './catalogue.js';

/** Where recipes stand: a book for each trade, and one for what is put together from parts. */
export type Shelf = Trade | 'assembly';

export interface BookWords {
  readonly id: string;
  readonly titles: NonEmpty<string>;
  readonly remarks: NonEmpty<string>;
}

export const BOOKS: Readonly<Record<Shelf, BookWords>> = {
  metal: {
    id: 'smithy',
    titles: ['The Smithy Ledger', 'Notes of a Journeyman Smith', 'Fire and Anvil'],
    remarks: [
      'Ore is picked over by hand before it goes into the fire; what is wasted there is already counted.',
      'Old pieces can be melted down where a recipe says so, and never without loss.',
      'Quantities are for one heat. Half a heat ruins the metal.',
    ],
  },
  wood: {
    id: 'joinery',
    titles: ['The Joiner’s Pattern Book', 'Grain and Saw', 'Timber Yard Rules'],
    remarks: [
      'Boards are cut along the grain and left to dry; offcuts are burnt.',
      'A pattern is made whole or not at all.',
      'Masters differ about how much timber a piece takes; both ways are given where both work.',
    ],
  },
  fibre: {
    id: 'ropewalk',
    titles: ['The Ropewalk Almanac', 'Spinning and Weaving', 'Threads in Common Use'],
    remarks: [
      'Yarn is counted in hanks of the same length.',
      'What is cut from the loom cannot be spun again unless a recipe says so.',
      'Damp days make weak cord: the weights are for dry ones.',
    ],
  },
  glass: {
    id: 'glasshouse',
    titles: ['The Glasshouse Receipts', 'Sand, Fire and Breath', 'On Clear Glass'],
    remarks: [
      'Sand is washed twice. The furnace takes a full charge only.',
      'Broken pieces are melted again only where a recipe says so.',
      'Glass from different sands does not join.',
    ],
  },
  herb: {
    id: 'stillroom',
    titles: ['The Stillroom Book', 'Simples and Compounds', 'A Gardener’s Pharmacy'],
    remarks: [
      'Leaves are dried in the dark and ground on the same day.',
      'Doses are for one batch of the still.',
      'The names of the rare salts are given for completeness; few have seen them.',
    ],
  },
  assembly: {
    id: 'workbench',
    titles: ['The Workbench Folio', 'Assemblies of the Guild', 'Drawings and Parts Lists'],
    remarks: [
      'Parts are taken as they are listed; a part of another material does not fit.',
      'Tools are listed here too, since the shop makes its own.',
      'Nothing that has been put together is taken apart again.',
    ],
  },
};

/** `{wanted}` stands for the portion. */
export const ORDERS: NonEmpty<string> = [
  'The workshop has an order for {wanted}. How can it be made from what is in the inventory?',
  'A customer waits for {wanted}. Find a way to make it from the inventory with the recipes in the books.',
  'Plan how to make {wanted}, beginning with nothing but what the inventory holds.',
  'By evening the bench has to turn out {wanted}. Say which recipes to craft, in which order and how often.',
  'The guild asks for {wanted}. Work out, from the recipe books and the inventory, how the shop makes it.',
];

export const INVENTORY_REMARKS: NonEmpty<string> = [
  'Counted this morning. Nothing else is in the house, and nothing can be bought.',
  'As the storekeeper left it. The next delivery comes too late for this order.',
  'Counted twice by two people. What is not listed is not there.',
];
