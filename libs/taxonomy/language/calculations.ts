import { evaluate } from 'mathjs';

/** A calculation that is written out with its result. */
export interface Calculation {
  /** As it stands in the text. */
  readonly words: string;
  readonly terms: readonly number[];
  readonly stated: number;
  /** What it gives. */
  readonly result: number;
  /** As far as the result and its terms are rounded. */
  readonly isRight: boolean;
}

const TERM = String.raw`[$€£]?\d[\d,]*(?:\.\d+)?`;
const OPERATOR = String.raw`(?:\+|-|−|\*|×|·|÷|/|x(?=[\s\d($€£]))`;
const GROUP = String.raw`\(\s*${TERM}(?:\s*${OPERATOR}\s*${TERM})+\s*\)`;
const OPERAND = `(?:${GROUP}|${TERM})`;
// Nothing that is part of something longer: a formula, a time of day, a share of what is not told.
const BEFORE = String.raw`(?<![\w.,:])(?<![=/*+%^(−·-]\s?|\b(?:x|of|times|by)\s)`;
const BEHIND = String.raw`(?![ \t]*[-+*/×·÷%^(])(?![ \t]?\d|[.,:]\d)`;
const EXPRESSION = new RegExp(
  String.raw`${BEFORE}(${OPERAND}(?:\s*${OPERATOR}\s*${OPERAND})+|${GROUP})\s*=\s*([-−]?${TERM})${BEHIND}`,
  'g',
);

export const calculationsIn = (text: string): readonly Calculation[] =>
  [...text.matchAll(EXPRESSION)].flatMap(([words, expression = '', given = '']) => {
    const result = valueOf(expression);
    if (result === undefined) return [];
    const stated = Number(plain(given));
    const terms = expression.match(/\d[\d,]*(?:\.\d+)?/g)?.map((term) => Number(plain(term))) ?? [];
    return [{ words, terms, stated, result, isRight: isRoughly(stated, result, given) }];
  });

/** Only digits, points, brackets and the four operators are left: nothing that an expression could define or call. */
const plain = (text: string): string =>
  text
    .replace(/[$€£,\s]/g, '')
    .replace(/[×·x]/g, '*')
    .replace(/÷/g, '/')
    .replace(/−/g, '-');

function valueOf(expression: string): number | undefined {
  const arithmetic = plain(expression);
  if (!/^[\d.+\-*/()]+$/.test(arithmetic)) return undefined;
  try {
    const value: unknown = evaluate(arithmetic);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Rounding of terms may add up to half a percent. */
function isRoughly(stated: number, result: number, given: string): boolean {
  const decimals = given.split('.')[1]?.length ?? 0;
  return Math.abs(stated - result) <= Math.max(0.51 * 10 ** -decimals, 0.005 * Math.abs(result));
}
