import { calculationsIn } from '../language/calculations.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const wrongArithmetic: Detector = {
  name: 'wrong-arithmetic',
  mode: 'numerical_drift',
  looksFor: 'a calculation that is written out with its result, and the result is not what it gives',
  mustNotFireOn:
    'results that are right as far as they and their terms are rounded; dates, times, ranges, identifiers, formulas',
  detect: ({ narrative }) => speechesOf(narrative).flatMap((speech) => (speech.bringsCode ? [] : wrongIn(speech))),
};

const wrongIn = (speech: Speech): readonly Hit[] =>
  calculationsIn(speech.text)
    .filter(({ isRight }) => !isRight)
    .map(({ words, result }) => ({
      blamed: speech,
      claim: `${words.trim()}: it is ${Number(result.toPrecision(10))}`,
      evidence: [quoteOf(speech, words)],
    }));
