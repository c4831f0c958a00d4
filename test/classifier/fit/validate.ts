import { decisiveOf, suspicionsIn } from '../../../libs/taxonomy/attribution/attribute.js';
import { COMMON, guessClass } from '../../../libs/taxonomy/attribution/guess-class.js';
import type { ClassWeights } from '../../../libs/taxonomy/attribution/class-sign.js';
import type { Weights } from '../../../libs/taxonomy/attribution/sign.js';
import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import { fitClassWeights } from './fit-class-weights.js';
import { fitWeights } from './fit-weights.js';
import { isWritten, type Sample } from './sample.js';

export interface Model {
  readonly weights: Weights;
  readonly classWeights: ClassWeights;
}

/** Classes are learnt from runs that were written by hand only: in made-up and rehearsed ones they have the forms that we thought of. */
export const fitModel = (samples: readonly Sample[]): Model => ({
  weights: fitWeights(samples),
  classWeights: fitClassWeights(samples.filter(isWritten)),
});

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

function guessBy({ weights, classWeights }: Model, sample: Sample): Guess {
  const { suspects, truth } = sample;
  const guess = decisiveOf(suspicionsIn(suspects, weights));
  const right = suspects[truth]!.candidate;
  const { mode, share } = guessClass(sample.classSignsOf(guess ?? suspects[truth]!), classWeights);
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
  const handOf = ({ shape }: Sample): string | undefined => shape.split(',')[0];
  return [...Map.groupBy(samples, handOf)].flatMap(([hand, own]) => {
    const model = fitModel(samples.filter((sample) => handOf(sample) !== hand));
    return own.map((sample) => guessBy(model, sample));
  });
}

export const guessedBy = (model: Model, samples: readonly Sample[]): readonly Guess[] =>
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
