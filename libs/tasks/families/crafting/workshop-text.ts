import { formulaText, parseFormula, parsePortion, portionText } from './formula-text.js';
import type { Portion, Recipe, Workshop } from './workshop.js';

/** A recipe, a line of the inventory and the wanted portion as documents and tools show them: bold, with a tag behind. */
export const recipeLine = (recipe: Recipe): string => `- **${formulaText(recipe)}** [${recipe.id}]`;
export const stockLine = (portion: Portion, index: number): string =>
  `- **${portionText(portion)}** [${stockId(index)}]`;
export const wantedLine = (wanted: Portion): string => `- **${portionText(wanted)}** [W1]`;

/** What the inventory's lines are called, in their order. */
export const stockId = (index: number): string => `S${index + 1}`;

const TAGGED = /\*\*([^*]+)\*\* \[([RSW])(\d+)\]/g;

/** The workshop that documents describe, wherever in them its lines stand; undefined where nothing is wanted. */
export function workshopIn(texts: readonly string[]): Workshop | undefined {
  const lines = texts.flatMap((text) => [...text.matchAll(TAGGED)]);
  const tagged = (letter: string) => lines.filter(([, , tag]) => tag === letter);
  const portions = (letter: string) => tagged(letter).flatMap(([, text = '']) => parsePortion(text) ?? []);
  const [wanted] = portions('W');
  if (wanted === undefined) return undefined;
  const recipes = tagged('R').flatMap(([, text = '', , number = '']) => {
    const formula = parseFormula(text);
    return formula === undefined ? [] : [{ id: `R${number}`, ...formula }];
  });
  return { stock: portions('S'), recipes, wanted };
}
