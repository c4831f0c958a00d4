import { COMMON, decisiveOf, guessedClass, suspicionsIn } from '../../../libs/taxonomy/attribution/suspicion.js';
import type { Weights } from '../../../libs/taxonomy/attribution/weights.js';
import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import { fitModel } from './fit-model.js';
import type { Sample } from './sample.js';
import { handIn } from './vocabulary.js';

/** What a model made of a sample that it has not been fitted on. */
export interface Guess {
  readonly sample: Sample;
  readonly isAgent: boolean;
  readonly isStep: boolean;
  readonly mode: FailureMode;
  /** Confidence in the step, and in the class. */
  readonly share: number;
  readonly classShare: number;
}

function guessBy(weights: Weights, sample: Sample): Guess {
  const { suspects, truth } = sample;
  const suspicions = suspicionsIn(suspects, weights);
  const guess = decisiveOf(suspicions);
  const right = suspects[truth]!.candidate;
  const { mode, share } = guessedClass(suspicions);
  return {
    sample,
    isAgent: guess?.candidate.speaker === right.speaker,
    isStep: guess?.candidate.at === right.at,
    mode,
    share: guess?.share ?? 0,
    classShare: share,
  };
}

const FOLDS = 5;

/** By models that were fitted without the sample's own cluster. */
export function crossValidated(samples: readonly Sample[]): readonly Guess[] {
  const clusters = [...new Set(samples.map(({ cluster }) => cluster))];
  const foldOf = new Map(clusters.map((cluster, position) => [cluster, position % FOLDS]));
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    fitModel(samples.filter(({ cluster }) => foldOf.get(cluster) !== fold)),
  );
  return samples.map((sample) => guessBy(models[foldOf.get(sample.cluster) ?? 0]!, sample));
}

/** By models that have never seen a run of the sample's shape, nor another one of the same hand. */
export function acrossShapes(samples: readonly Sample[]): readonly Guess[] {
  return [...Map.groupBy(samples, ({ shape }) => handIn(shape))].flatMap(([hand, own]) => {
    const model = fitModel(samples.filter(({ shape }) => handIn(shape) !== hand));
    return own.map((sample) => guessBy(model, sample));
  });
}

export const guessedBy = (model: Weights, samples: readonly Sample[]): readonly Guess[] =>
  samples.map((sample) => guessBy(model, sample));

/** Mean F1 over the classes, as it would be if they were as common as `COMMON` has it. */
export function commonF1(guesses: readonly Guess[]): number {
  const sizes = new Map(
    FAILURE_MODES.map((mode) => [mode, guesses.filter(({ sample }) => sample.mode === mode).length]),
  );
  const present = FAILURE_MODES.filter((mode) => (sizes.get(mode) ?? 0) > 0);
  const massOf = (holds: (guess: Guess) => boolean): number =>
    guesses.filter(holds).reduce((sum, { sample }) => sum + COMMON[sample.mode] / (sizes.get(sample.mode) ?? 1), 0);
  const scores = present.map((mode) => {
    const right = massOf((guess) => guess.mode === mode && guess.sample.mode === mode);
    return (2 * right) / (massOf((guess) => guess.mode === mode) + massOf(({ sample }) => sample.mode === mode));
  });
  return scores.reduce((sum, score) => sum + score, 0) / present.length;
}
