import type { Document } from '#events';
import type { Dice } from '../dice.js';
import type { Entry } from './materials.js';
import { BOOKS } from './wording.js';
import type { Recipe, Workshop } from './workshop.js';
import { recipeLine, stockLine, wantedLine } from './workshop-text.js';

/** Recipes that stand together, with all that makes it a text. */
export interface Book {
  readonly id: string;
  readonly title: string;
  readonly remark: string;
  readonly recipes: readonly Recipe[];
}

export const INVENTORY = 'inventory';

/** The entries as books, in a random order; recipes are numbered as they stand there, so a number says nothing. */
export function bookshelf(entries: readonly Entry[], dice: Dice): readonly Book[] {
  const shelves = dice.shuffled([...Map.groupBy(entries, ({ shelf }) => shelf)]);
  let number = 0;
  return shelves.map(([shelf, shelved]) => ({
    id: BOOKS[shelf].id,
    title: dice.pick(BOOKS[shelf].titles),
    remark: dice.pick(BOOKS[shelf].remarks),
    recipes: dice.shuffled(shelved).map(({ formula }) => ({ id: `R${++number}`, ...formula })),
  }));
}

export const documentsOf = (workshop: Workshop, books: readonly Book[], remark: string): Document[] => [
  inventoryOf(workshop, remark),
  ...books.map(documentOf),
];

function inventoryOf({ stock, wanted }: Workshop, remark: string): Document {
  const text = [
    '# Inventory and order',
    remark,
    `## In stock\n\n${stock.map(stockLine).join('\n')}`,
    `## Wanted\n\n${wantedLine(wanted)}`,
  ];
  return markdown(INVENTORY, 'Inventory and order', text);
}

const documentOf = ({ id, title, remark, recipes }: Book): Document =>
  markdown(id, title, [`# ${title}`, remark, `## Recipes\n\n${recipes.map(recipeLine).join('\n')}`]);

const markdown = (id: string, title: string, paragraphs: readonly string[]): Document => ({
  id,
  title,
  mediaType: 'text/markdown',
  content: `${paragraphs.join('\n\n')}\n`,
});
