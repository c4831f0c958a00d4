import { unit } from 'mathjs';
import { deviation } from '../language/numbers.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Detector, type Hit } from './detector.js';

export const wrongConversion: Detector = {
  name: 'wrong-conversion',
  mode: 'numerical_drift',
  looksFor: 'one quantity in two units, such as `3 km (4.2 miles)`, more than 5 percent apart',
  mustNotFireOn: 'quantities of different kinds; roundings',
  detect: ({ narrative }) => speechesOf(narrative).flatMap(wrongIn),
};

const NUMBER = String.raw`(?<![\d,.])(\d[\d,]*(?:\.\d+)?)`;
const UNIT = String.raw`(km|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|yards?|cm|mm|kg|kilograms?|grams?|pounds?|lbs?|ounces?|hours?|minutes?|seconds?|days?|weeks?|lit(?:er|re)s?|gallons?)`;
const CONVERSION = new RegExp(
  String.raw`${NUMBER}\s*${UNIT}\s*(?:=|≈|\(|is|are|or about|which is|equals)\s*(?:about|approximately|roughly|~|≈)?\s*${NUMBER}\s*${UNIT}\b`,
  'gi',
);
const MOST_DEVIATION = 0.05;

const wrongIn = (speech: Speech): readonly Hit[] =>
  [...speech.text.matchAll(CONVERSION)].flatMap(([words, amount = '', from = '', stated = '', to = '']) => {
    const converted = inUnit(numberOf(amount), from, to);
    if (converted === undefined || deviation(numberOf(stated), converted) <= MOST_DEVIATION) return [];
    const claim = `${words}: it is ${Number(converted.toPrecision(4))} ${to}`;
    return [{ blamed: speech, claim, evidence: [quoteOf(speech, words)] }];
  });

const numberOf = (text: string): number => Number(text.replace(/,/g, ''));

function inUnit(amount: number, from: string, to: string): number | undefined {
  try {
    return unit(amount, nameOf(from)).toNumber(nameOf(to));
  } catch {
    return undefined;
  }
}

/** As mathjs spells it. */
const nameOf = (name: string): string =>
  name.toLowerCase().replace('metre', 'meter').replace('litre', 'liter').replace(/^lb$/, 'lbs');
