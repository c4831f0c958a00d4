import { evaluate } from 'mathjs';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const wrongArithmetic: Detector = {
  name: 'wrong-arithmetic',
  mode: 'numerical_drift',
  looksFor: 'a calculation that is written out with its result, and the result is not what it gives',
  mustNotFireOn:
    'results that are right as far as they and their terms are rounded; dates, ranges, identifiers, formulas',
  detect: ({ narrative }) => speechesOf(narrative).flatMap((speech) => (speech.bringsCode ? [] : wrongIn(speech))),
};

const TERM = String.raw`[$€£]?\d[\d,]*(?:\.\d+)?`;
const OPERATOR = String.raw`(?:\+|-|−|\*|×|÷|/)`;
const GROUP = String.raw`\(\s*${TERM}(?:\s*${OPERATOR}\s*${TERM})+\s*\)`;
const OPERAND = `(?:${GROUP}|${TERM})`;
const EXPRESSION = new RegExp(
  String.raw`(?<![\w.,])(?<![=/*+%^(−-]\s?)(${OPERAND}(?:\s*${OPERATOR}\s*${OPERAND})+|${GROUP})\s*=\s*([-−]?${TERM})(?!\s*(?:[-+*/×÷%^(\d]|\.\d))`,
  'g',
);

const wrongIn = (speech: Speech): readonly Hit[] =>
  [...speech.text.matchAll(EXPRESSION)].flatMap(([words, expression = '', given = '']) => {
    const result = valueOf(expression);
    const stated = Number(arithmetic(given));
    if (result === undefined || isRoughly(stated, result, given)) return [];
    const claim = `${words.trim()}: it is ${Number(result.toPrecision(10))}`;
    return [{ blamed: speech, claim, evidence: [quoteOf(speech, words)] }];
  });

/** Only digits, points, brackets and the four operators are left: nothing that an expression could define or call. */
const arithmetic = (text: string): string =>
  text
    .replace(/[$€£,\s]/g, '')
    .replace(/×/g, '*')
    .replace(/÷/g, '/')
    .replace(/−/g, '-');

function valueOf(expression: string): number | undefined {
  const plain = arithmetic(expression);
  if (!/^[\d.+\-*/()]+$/.test(plain)) return undefined;
  try {
    const value: unknown = evaluate(plain);
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
