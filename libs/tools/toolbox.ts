import { calculator } from './calculator.js';
import type { Tool } from './port.js';
import { readDocument } from './read-document.js';
import { recipes } from './recipes.js';
import { searchDocuments } from './search-documents.js';
import { simulate } from './simulate.js';
import { submit } from './submit.js';

/** The tools that every installation has. */
export const BUILT_IN_TOOLS: readonly Tool[] = [calculator, searchDocuments, readDocument, recipes, simulate, submit];

export const toolNamed = (name: string): Tool | undefined =>
  BUILT_IN_TOOLS.find(({ definition }) => definition.name === name);

/**
 * The built-in tools of these names, in their order.
 * @throws RangeError that lists the known tools when a name is not one
 */
export function toolsNamed(names: readonly string[]): readonly Tool[] {
  return names.map((name) => {
    const tool = toolNamed(name);
    if (tool !== undefined) return tool;
    const known = BUILT_IN_TOOLS.map(({ definition }) => definition.name).join(', ');
    throw new RangeError(`tools: there is no tool "${name}"; use ${known}`);
  });
}
