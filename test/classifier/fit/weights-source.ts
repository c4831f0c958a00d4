import type { Weights } from '../../../libs/taxonomy/attribution/weights.js';

const WRITTEN = '/** Written by `npm run fit-classifier`, not by hand: see docs/classifier.md. */';
const WIDTH = 400;

export const signWeightsSource = ({ signs }: Weights): string =>
  [
    "import type { ModeWeights, Sign } from './sign.js';",
    '',
    WRITTEN,
    'export const SIGN_WEIGHTS: Readonly<Record<Sign, ModeWeights>> = {',
    ...Object.entries(signs).map(
      ([sign, weights]) => `  ${sign}: [${weights.map((weight) => Number(weight.toFixed(2)) || 0).join(', ')}],`,
    ),
    '};',
    '',
  ].join('\n');

export const wordingWeightsSource = ({ wordings }: Weights): string =>
  [WRITTEN, 'export const WORDING_WEIGHTS = `', ...wrapped(entriesOf(wordings)), '`;', ''].join('\n');

/** In hundredths; what rounds to nothing is left out. */
const entriesOf = (wordings: Weights['wordings']): readonly string[] =>
  [...wordings].flatMap(([wording, weights]) => {
    const hundredths = weights.map((weight) => Math.round(100 * weight) || 0);
    return hundredths.every((one) => one === 0) ? [] : `${wording}:${hundredths.join(',')}`;
  });

function wrapped(entries: readonly string[]): readonly string[] {
  const lines = [''];
  for (const entry of entries) {
    const last = lines.at(-1) ?? '';
    if (last.length + entry.length < WIDTH) lines[lines.length - 1] = last === '' ? entry : `${last};${entry}`;
    else lines.push(entry);
  }
  return lines;
}
