import { formulaText, portionText } from './formula-text.js';
import { namesIn, type Formula, type Portion, type Recipe, type Workshop } from './workshop.js';

/** What a careless reader takes a recipe for: one too many or too few, a look-alike ingredient, or another recipe's line. */
export function misreadRecipe(recipe: Recipe, workshop: Workshop): readonly string[] {
  const { needs, makes } = recipe;
  const misread: readonly Formula[] = [
    ...needs.flatMap((need, index) =>
      misreadNeed(need, workshop).map((wrong) => ({ ...recipe, needs: needs.with(index, wrong) })),
    ),
    ...oneOff(makes.count).map((count) => ({ ...recipe, makes: { ...makes, count } })),
    ...workshop.recipes.filter((other) => other.id !== recipe.id && other.makes.item === makes.item),
    ...besides(workshop.recipes, recipe),
  ];
  return distinct(misread.map(formulaText));
}

/** The same of a line of the inventory; larger numbers may also gain or lose a digit. */
export function misreadStock(portion: Portion, workshop: Workshop): readonly string[] {
  const { count, item } = portion;
  const digits = [Math.floor(count / 10), count * 10].filter((other) => other > 0);
  const misread = [
    ...misreadNeed(portion, workshop),
    ...digits.map((other) => ({ count: other, item })),
    ...besides(workshop.stock, portion),
  ];
  return distinct(misread.map(portionText));
}

const misreadNeed = ({ count, item }: Portion, workshop: Workshop): readonly Portion[] => [
  ...oneOff(count).map((other) => ({ count: other, item })),
  ...lookAlikesOf(item, workshop).map((other) => ({ count, item: other })),
];

const oneOff = (count: number): readonly number[] => [count - 1, count + 1].filter((other) => other > 0);

/** The lines above and below. */
const besides = <T>(lines: readonly T[], line: T): readonly T[] =>
  lines.filter((_, index) => Math.abs(index - lines.indexOf(line)) === 1);

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const MOST_LOOK_ALIKES = 2;

/** The same form of another material. */
const lookAlikesOf = (item: string, workshop: Workshop): readonly string[] =>
  [...namesIn(workshop)]
    .filter((other) => other !== item && lastWord(other) === lastWord(item))
    .slice(0, MOST_LOOK_ALIKES);

const lastWord = (item: string): string => item.slice(item.lastIndexOf(' ') + 1);
