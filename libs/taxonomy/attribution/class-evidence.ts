import type { Case } from '../detectors/detector.js';
import { quantitiesIn } from '../language/numbers.js';
import { contentWords, coverage } from '../language/words.js';
import { requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import type { Candidate } from './candidate.js';
import { codeIn, proseIn } from './prose.js';
import { flag } from './sign.js';

/** What a step shows of the class of its fault, each from 0 to 1. */
export const EVIDENCE = {
  arithmetic: 'it writes out a calculation, in words or in code',
  newFactor: 'it calculates with a fraction that nothing before has shown',
  units: 'it speaks of several units of measure',
  reasons: 'it argues, without code: three words such as so, hence, since or more',
  shrinks: 'its code is a new version of earlier code and lacks some of it',
  unusedNumbers: 'share of the numbers of the task that nobody uses, the brief left out',
  covers: 'share of the words of the task that the step has',
} as const;
export type EvidenceSigns = Readonly<Record<keyof typeof EVIDENCE, number>>;

/** Nothing where a person is to blame. */
export function evidenceOf(run: Case, step: Candidate): Partial<EvidenceSigns> {
  if (step.kind === 'request') return {};
  const { narrative } = run;
  const task = requestsOf(narrative)[0]?.text ?? '';
  return {
    arithmetic: flag(CALCULATION.test(step.text) || CALCULATES.test(codeIn(step.text))),
    newFactor: flag(hasNewFactor(run, step)),
    units: flag(new Set(step.text.toLowerCase().match(UNITS)).size >= 2),
    reasons: step.bringsCode ? 0 : Math.min(1, (proseIn(step.text).match(CONCLUDES)?.length ?? 0) / 3),
    shrinks: shrinkage(run, step),
    unusedNumbers: unusedNumbers(run, task),
    covers: coverage(contentWords(task), new Set(contentWords(step.text.replaceAll('_', ' ')))),
  };
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

/** Share of the tokens of the latest earlier code of its speaker that are gone; 0 where that was other code. */
function shrinkage({ narrative }: Case, step: Speech): number {
  const before = speechesOf(narrative).findLast(
    ({ at, speaker, bringsCode }) => at < step.at && speaker === step.speaker && bringsCode,
  );
  if (!step.bringsCode || before === undefined) return 0;
  const kept = coverage(codeIn(before.text).match(TOKEN) ?? [], new Set(codeIn(step.text).match(TOKEN)));
  return kept >= VERSION_OF ? 1 - kept : 0;
}

/** Of the task, among what agents say otherwise than by telling it. */
function unusedNumbers({ narrative }: Case, task: string): number {
  const given = quantitiesIn(task).map(({ value }) => value);
  if (given.length === 0) return 0;
  const plain = task.trim();
  const said = speechesOf(narrative).filter(({ text }) => !text.includes(plain));
  const used = new Set(
    said
      .flatMap(({ text }) => text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [])
      .map((text) => Number(text.replaceAll(',', ''))),
  );
  return given.filter((value) => !used.has(value)).length / given.length;
}
