import { commonF1, type Guess } from './validate.js';

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

const share = (guesses: readonly Guess[], holds: (guess: Guess) => boolean): number =>
  guesses.filter(holds).length / Math.max(1, guesses.length);

/** By shape: how often agent, step and class are right, and how often chance would have agent and step. */
export const scoreTable = (guesses: readonly Guess[]) =>
  Object.fromEntries(
    [...Map.groupBy(guesses, ({ sample }) => sample.shape)].map(([shape, own]) => [shape, scoreOf(own)]),
  );

const scoreOf = (guesses: readonly Guess[]) => ({
  runs: guesses.length,
  agent: percent(share(guesses, ({ isAgent }) => isAgent)),
  'by chance': percent(mean(guesses.map(({ sample }) => 1 / speakersIn(sample)))),
  step: percent(share(guesses, ({ isStep }) => isStep)),
  'step by chance': percent(mean(guesses.map(({ sample }) => 1 / sample.suspects.length))),
  class: percent(share(guesses, ({ mode, sample }) => mode === sample.mode)),
  'macro-F1': percent(commonF1(guesses)),
});

const speakersIn = ({ suspects }: Guess['sample']): number =>
  new Set(suspects.map(({ candidate }) => candidate.speaker)).size;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const BOUNDS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Of the guesses in a range of confidence: how many, what they claim on average, how many are right. */
export const calibrationTable = (
  guesses: readonly Guess[],
  claimOf: (guess: Guess) => { readonly share: number; readonly isRight: boolean },
) =>
  BOUNDS.slice(1).flatMap((to, at) => {
    const claims = guesses.map(claimOf).filter((one) => one.share > BOUNDS[at]! && one.share <= to);
    if (claims.length === 0) return [];
    return {
      from: percent(BOUNDS[at]!),
      to: percent(to),
      runs: claims.length,
      claimed: percent(mean(claims.map((claim) => claim.share))),
      right: percent(mean(claims.map(({ isRight }) => (isRight ? 1 : 0)))),
    };
  });
