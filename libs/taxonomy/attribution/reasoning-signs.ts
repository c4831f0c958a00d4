import type { Case } from '../detectors/detector.js';
import { coverage } from '../language/words.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { codeIn, proseIn } from './prose.js';
import { flag, type Signs } from './sign.js';

/** Signs of how a speech reasons and calculates. */
export function reasoningSigns(run: Case): (speech: Speech) => Signs {
  const earlier = earlierCode(run);
  return (speech) => ({
    arithmetic: flag(CALCULATION.test(speech.text) || CALCULATES.test(codeIn(speech.text))),
    newFactor: flag(hasNewFactor(run, speech)),
    units: flag(new Set(speech.text.toLowerCase().match(UNITS)).size >= 2),
    reasons: speech.bringsCode ? 0 : Math.min(1, (proseIn(speech.text).match(CONCLUDES)?.length ?? 0) / 3),
    shrinks: shrinkage(earlier.get(speech.at), speech),
  });
}

const CALCULATION = /\d[\d.,]*\s*(?:[-+*/×÷]|x(?=\s))\s*\(?\s*\d[\d.,()\s]*(?:[-+*/×÷]|=)/;
const CALCULATES = /\b(?:sum|mean|round|average|median|total)\s*\(|[\w)\]]\s*(?:[*/+]|\+=|-=|\*=|\/=)\s*[\w(]/;
const UNITS =
  /(?<![a-z])(?:km|kilomet\w+|miles?|met(?:re|er)s?|feet|ft|inch\w*|cm|mm|lit(?:re|er)s?|gallons?|barrels?|ml|kg|kilograms?|grams?|lbs?|ounces?|oz|tonnes?|tons?|acres?|hectares?|ha|knots?|hours?|minutes|euros?|dollars?|pounds?|shillings?|percent|degrees|celsius|fahrenheit)(?![a-z])|%|°[cf]|[€$£]/g;
const CONCLUDES =
  /\b(?:so|hence|thus|therefore|since|because|thereby|consequently|which means|this means|it follows|although|whereas|then)\b/gi;

/** A decimal fraction, beside a sign of multiplication or division. */
const FACTOR = /(?:[*/×÷]|\bx)\s*\(?\s*(\d+\.\d+)|(\d+\.\d+)\s*\)?\s*(?:[*/×÷]|x\s)/g;

function hasNewFactor({ values }: Case, { text, at }: Speech): boolean {
  const factors = [...text.matchAll(FACTOR)].map(([, after, before]) => Number(after ?? before));
  return factors.some(
    (factor) => !values.isKnown(factor, at) && !values.isKnown(1 - factor, at) && !isPercentage(values, factor, at),
  );
}

/** 0.96 after 4 % is nothing new, nor is 0.04. */
const isPercentage = (values: Case['values'], factor: number, at: number): boolean =>
  values.isKnown(100 * factor, at) || values.isKnown(100 * (1 - factor), at) || values.isKnown(100 * (factor - 1), at);

const TOKEN = /[A-Za-z_]\w+|\d+/g;
const VERSION_OF = 0.4;

/** By the position of a speech that brings code, the latest earlier one of its speaker that did. */
function earlierCode({ narrative }: Case): ReadonlyMap<number, Speech> {
  const latest = new Map<string, Speech>();
  const earlier = new Map<number, Speech>();
  for (const speech of speechesOf(narrative).filter(({ bringsCode }) => bringsCode)) {
    const before = latest.get(speech.speaker);
    if (before !== undefined) earlier.set(speech.at, before);
    latest.set(speech.speaker, speech);
  }
  return earlier;
}

/** Share of the tokens of earlier code that are gone; 0 where that was other code, or there was none. */
function shrinkage(before: Speech | undefined, step: Speech): number {
  if (before === undefined) return 0;
  const kept = coverage(codeIn(before.text).match(TOKEN) ?? [], new Set(codeIn(step.text).match(TOKEN)));
  return kept >= VERSION_OF ? 1 - kept : 0;
}
