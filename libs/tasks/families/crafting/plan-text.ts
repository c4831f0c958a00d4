/** One recipe, crafted so many times. */
export interface Craft {
  /** Id of the recipe. */
  readonly recipe: string;
  readonly times: number;
}

export type CraftingAnswer =
  | { readonly kind: 'plan'; readonly steps: readonly Craft[] }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'malformed'; readonly problem: string };

/** The one line that says a plan, or that there is none. */
export const craftingAnswerText = (answer: Exclude<CraftingAnswer, { readonly kind: 'malformed' }>): string =>
  answer.kind === 'impossible' ? 'impossible' : answer.steps.map(stepText).join('; ');

export const stepText = ({ recipe, times }: Craft): string => `${recipe} x ${times}`;

const LEAD = /^(?:here(?: is|['’]s) )?(?:the |my |final )*(?:plan|answer|steps)(?: is)?\s*:\s*/i;
/** The word alone, or with a reason behind it. */
const IMPOSSIBLE = /^(?:(?:it|this|the task|the order) is )?impossible(?:\s*[.,:;!(–—-].*)?$/is;

/**
 * Reads `R3 x 4; R7 x 1` and what models write for it: a step on a line or between semicolons, commas or arrows, numbered
 * or not, `4 x R3`, `craft R3 4 times`, remarks in brackets or behind an arrow, a colon or `#`. Prose is malformed.
 */
export function parseCraftingAnswer(text: string): CraftingAnswer {
  const plain = text
    .replace(/```\w*|\*\*|`/g, '')
    .trim()
    .replace(LEAD, '')
    .replace(/^["'“]|["'”]$/g, '');
  if (IMPOSSIBLE.test(plain)) return { kind: 'impossible' };
  const parts = partsOf(plain);
  const steps = parts.map(parseStep);
  if (steps.length > 0 && steps.every((step) => step !== undefined)) return { kind: 'plan', steps };
  return malformed(parts[steps.indexOf(undefined)] ?? '');
}

function malformed(part: string): CraftingAnswer {
  const shown = part.length > 60 ? `${part.slice(0, 60)}...` : part;
  return { kind: 'malformed', problem: `"${shown}" is no step: write steps as in "R3 x 4; R7 x 1", or "impossible"` };
}

/** Remarks go before the steps are told apart, since they may have commas in them. */
const partsOf = (plain: string): readonly string[] =>
  plain
    .split(/[\n;]/)
    .flatMap((line) => withoutRemarks(line).split(/,|->|=>|→|\b(?:and|then)\b/))
    .map((part) => part.replace(/^[\s*•-]+|[\s.]+$/g, ''))
    .filter((part) => part !== '');

/** What has a recipe in it is no remark, unless it is in brackets: no step is lost without a word. */
function withoutRemarks(line: string): string {
  return line
    .replace(/^[\s*•-]*(?:step\s*)?\(?\d+[.):]+\s+/i, '')
    .replace(/\[(R\d+)\]/gi, '$1')
    .replace(/\(\s*(?:x\s*)?(\d+)\s*(?:x|times)?\s*\)/gi, ' x $1')
    .replace(/(R\d+)\s*[:=]\s*x?\s*(\d+)(?=\s*(?:x|times|,|$))/gi, '$1 x $2')
    .replace(/\([^)]*\)/g, '')
    .replace(/(?:->|=>|→|#|\/\/|:\s)(?!.*\bR\d).*$/i, '');
}

const VERB = '(?:(?:craft|make|run|use|do|apply)\\s+)?(?:recipe\\s+)?';
const ID_FIRST = new RegExp(`^${VERB}(R\\d+)(?:\\s*(?:[x×*]|for)?\\s*(\\d{1,4})\\s*(?:[x×]|times?|crafts?)?)?$`, 'i');
const COUNT_FIRST = new RegExp(`^${VERB}(\\d{1,4})\\s*(?:[x×*]|times|crafts of)?\\s*${VERB}(R\\d+)$`, 'i');
const WORDS: Readonly<Record<string, string>> = { once: '1 times', twice: '2 times' };

function parseStep(part: string): Craft | undefined {
  const text = part.replace(/\b(?:once|twice)$/i, (word) => WORDS[word.toLowerCase()] ?? word);
  const [, id, after = '1'] = ID_FIRST.exec(text) ?? [];
  const [, before, last] = COUNT_FIRST.exec(text) ?? [];
  const recipe = id ?? last;
  const times = Number(before ?? after);
  return recipe === undefined || times < 1 ? undefined : { recipe: recipe.toUpperCase(), times };
}
