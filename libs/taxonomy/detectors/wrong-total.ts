import { quantitiesIn, sameNumber, type Quantity } from '../language/numbers.js';
import { sentencesOf } from '../language/sentences.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const wrongTotal: Detector = {
  name: 'wrong-total',
  mode: 'numerical_drift',
  looksFor: 'a total beside the amounts that it is of, which no sum of them gives and nothing before has shown',
  mustNotFireOn: 'totals of some of the amounts, totals that a tool has given, totals after a deduction that was known',
  detect: (run) => speechesOf(run.narrative).flatMap((speech) => wrongIn(run, speech)),
};

const TOTAL = /\b(?:total|sum|altogether|in all|overall)\b/i;
const MOST_AMOUNTS = 10;

function wrongIn(run: Case, speech: Speech): readonly Hit[] {
  const sentences = sentencesOf(speech.text);
  const amounts = sentences.filter((sentence) => !TOTAL.test(sentence)).flatMap(onlyAmount);
  if (amounts.length < 2 || amounts.length > MOST_AMOUNTS) return [];
  return sentences.flatMap((sentence) => {
    const [total] = TOTAL.test(sentence) ? onlyAmount(sentence) : [];
    if (total === undefined || amounts.some(({ unit }) => unit !== total.unit)) return [];
    if (isExplained(run, speech, total, amounts)) return [];
    return [
      {
        blamed: speech,
        claim: `${total.text} is no sum of the amounts beside it`,
        evidence: [quoteOf(speech, sentence)],
      },
    ];
  });
}

/** A sentence's amount of money or with decimals, where it has only one number. */
function onlyAmount(sentence: string): readonly Quantity[] {
  const [quantity, ...others] = quantitiesIn(sentence);
  return quantity !== undefined && others.length === 0 && (quantity.unit !== '' || quantity.decimals > 0)
    ? [quantity]
    : [];
}

function isExplained({ values }: Case, speech: Speech, total: Quantity, amounts: readonly Quantity[]): boolean {
  return (
    values.isKnown(total.value, speech.at) ||
    hasSum(
      amounts.map(({ value }) => value),
      total,
    ) ||
    values.isDerived(total, speech)
  );
}

/** Some of the numbers add up to the total. */
const hasSum = (numbers: readonly number[], total: Quantity): boolean =>
  numbers
    .reduce<readonly number[]>((sums, number) => [...sums, ...sums.map((sum) => sum + number)], [0])
    .some((sum) => sameNumber(sum, total.value, total.decimals));
