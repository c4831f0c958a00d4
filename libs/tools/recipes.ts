import { namesIn, recipeLine, stockLine, type Workshop } from '#tasks';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import type { ToolResult } from './port.js';
import { inWorkshop } from './in-workshop.js';

export const recipes = defineTool({
  name: 'recipes',
  description: 'Lists every recipe that makes an item, and what the inventory has of it.',
  parameters: z.strictObject({
    item: z.string().min(1).max(100).describe('Name of the item as recipes write it, without a number.'),
  }),
  effect: 'read',
  timeoutMs: 10_000,
  run({ item }, invocation) {
    return inWorkshop(invocation, (workshop) => recipesFor(item, workshop));
  },
});

function recipesFor(asked: string, workshop: Workshop): ToolResult {
  const names = namesIn(workshop);
  const item = nameOf(asked, names);
  if (item === undefined) {
    return { status: 'error', text: `item: there is no "${asked}" here; use one of: ${[...names].sort().join(', ')}` };
  }
  const made = workshop.recipes.filter(({ makes }) => makes.item === item).map(recipeLine);
  const head = made.length === 0 ? `No recipe makes ${item}.` : `Recipes that make ${item}:`;
  return { status: 'ok', text: [head, ...made, ...stockOf(item, workshop)].join('\n') };
}

/** The item that is meant, also where it was written as a title, with underscores or as a plural. */
function nameOf(asked: string, names: ReadonlySet<string>): string | undefined {
  const plain = asked
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
  return [plain, plain.replace(/e?s$/, ''), plain.replace(/s$/, '')].find((name) => names.has(name));
}

function stockOf(item: string, { stock }: Workshop): readonly string[] {
  const index = stock.findIndex((portion) => portion.item === item);
  const portion = stock[index];
  return portion === undefined ? ['The inventory has none.'] : ['In the inventory:', stockLine(portion, index)];
}
