import { deviation, quantitiesIn, type Quantity } from '../language/numbers.js';
import { observationsOf, speechesOf, type Observation, type Speech } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const alteredValue: Detector = {
  name: 'altered-value',
  mode: 'numerical_drift',
  looksFor:
    'an amount of money that no source has and no single operation on known ones gives, in a run whose tools give such amounts; a number beside a label that had another one before',
  mustNotFireOn:
    'amounts that stood anywhere before, sums of amounts of the same message, differences, multiples; amounts that a person gave; runs of 600 numbers',
  detect: (run) => {
    const sources = observationsOf(run.narrative).map((observation) => ({
      observation,
      amounts: quantitiesIn(observation.text).filter(({ decimals }) => decimals === AMOUNT_DECIMALS),
    }));
    return speechesOf(run.narrative).flatMap((speech) => [
      ...fromNowhere(run, speech, sources),
      ...besideLabel(run, speech),
    ]);
  },
};

interface Source {
  readonly observation: Observation;
  readonly amounts: readonly Quantity[];
}

const AMOUNT_DECIMALS = 2;
/** With fewer amounts seen, those that are said may come from elsewhere. */
const LEAST_SEEN = 3;

const amountsIn = (text: string): readonly Quantity[] =>
  quantitiesIn(text).filter(({ decimals, unit }) => decimals === AMOUNT_DECIMALS && unit !== '' && unit !== '%');

function fromNowhere(run: Case, speech: Speech, sources: readonly Source[]): readonly Hit[] {
  const seen = sources.filter(({ observation }) => observation.at < speech.at);
  if (seen.reduce((sum, { amounts }) => sum + amounts.length, 0) < LEAST_SEEN || speech.bringsCode) return [];
  return amountsIn(speech.text).flatMap((amount) => {
    const nearest = isExplained(run, speech, amount) ? undefined : nearestOf(seen, amount);
    if (nearest === undefined) return [];
    const claim = `${amount.text} stands in no source; the nearest that was seen is ${nearest.amount.text}`;
    return [
      {
        blamed: speech,
        claim,
        evidence: [quoteOf(speech, amount.text), quoteOf(nearest.observation, nearest.amount.text)],
      },
    ];
  });
}

const isExplained = ({ values }: Case, speech: Speech, amount: Quantity): boolean =>
  values.isKnown(amount.value, speech.at) || values.isDerived(amount, speech);

function nearestOf(
  seen: readonly Source[],
  { value }: Quantity,
): { readonly observation: Observation; readonly amount: Quantity } | undefined {
  return seen
    .flatMap(({ observation, amounts }) => amounts.map((amount) => ({ observation, amount })))
    .reduce<{ readonly observation: Observation; readonly amount: Quantity } | undefined>(
      (best, one) =>
        best === undefined || deviation(value, one.amount.value) < deviation(value, best.amount.value) ? one : best,
      undefined,
    );
}

const LEAST_DEVIATION = 0.005;

/** A line `label: number` whose label had one other number before, and the number is new. */
function besideLabel(run: Case, speech: Speech): readonly Hit[] {
  const { labelled } = run.values;
  return labelled
    .filter(({ entry }) => entry.at === speech.at)
    .flatMap(({ label, quantity, line }) => {
      const before = labelled.filter((other) => other.label === label && other.entry.at < speech.at);
      const [source] = before;
      if (source === undefined || new Set(before.map((other) => other.quantity.value)).size !== 1) return [];
      if (!label.includes(' ') || deviation(quantity.value, source.quantity.value) <= LEAST_DEVIATION) return [];
      if (isExplained(run, speech, quantity)) return [];
      const claim = `${label} was ${source.quantity.text} and is now ${quantity.text}`;
      return [{ blamed: speech, claim, evidence: [quoteOf(speech, line), quoteOf(source.entry, source.line)] }];
    });
}
