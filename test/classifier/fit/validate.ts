import { decisiveOf, suspicionsIn } from '../../../libs/taxonomy/attribution/attribute.js';
import type { Weights } from '../../../libs/taxonomy/attribution/sign.js';
import { fitWeights } from './fit-weights.js';
import type { Sample } from './sample.js';

/** Shares of samples whose agent and step are named rightly. */
export interface Score {
  readonly runs: number;
  readonly agent: number;
  readonly step: number;
  /** What naming somebody who spoke, or a step, at random would give. */
  readonly chanceAgent: number;
  readonly chanceStep: number;
}

export function scoreOf(samples: readonly Sample[], weightsFor: (sample: Sample) => Weights): Score {
  const named = samples.map((sample) => {
    const { suspects, truth } = sample;
    const guess = decisiveOf(suspicionsIn(suspects, weightsFor(sample)))?.candidate;
    const right = suspects[truth]?.candidate;
    const own = suspects.filter(({ candidate }) => candidate.speaker === right?.speaker).length;
    return {
      agent: guess !== undefined && guess.speaker === right?.speaker ? 1 : 0,
      step: guess !== undefined && guess.at === right?.at ? 1 : 0,
      chanceAgent: own === 0 ? 0 : 1 / new Set(suspects.map(({ candidate }) => candidate.speaker)).size,
      chanceStep: 1 / suspects.length,
    };
  });
  const mean = (key: keyof (typeof named)[number]): number =>
    named.reduce((sum, one) => sum + one[key], 0) / Math.max(1, named.length);
  return {
    runs: samples.length,
    agent: mean('agent'),
    step: mean('step'),
    chanceAgent: mean('chanceAgent'),
    chanceStep: mean('chanceStep'),
  };
}

const FOLDS = 5;

/** Scored by weights that were fitted without the sample's own cluster. */
export function crossValidated(samples: readonly Sample[]): (chosen: readonly Sample[]) => Score {
  const clusters = [...new Set(samples.map(({ cluster }) => cluster))];
  const foldOf = new Map(clusters.map((cluster, position) => [cluster, position % FOLDS]));
  const weights = Array.from({ length: FOLDS }, (_, fold) =>
    fitWeights(samples.filter(({ cluster }) => foldOf.get(cluster) !== fold)),
  );
  return (chosen) => scoreOf(chosen, ({ cluster }) => weights[foldOf.get(cluster) ?? 0]!);
}

/** Scored by weights that have never seen a run of the shape. */
export function acrossShapes(samples: readonly Sample[], shape: string): Score {
  const weights = fitWeights(samples.filter((sample) => sample.shape !== shape));
  return scoreOf(
    samples.filter((sample) => sample.shape === shape),
    () => weights,
  );
}
