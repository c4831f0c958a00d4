import { FAILURE_MODES } from '../failure-mode.js';
import { SIGNS, type ModeWeights, type Sign } from './sign.js';
import type { Suspect } from './suspect.js';
import type { Weights } from './weights.js';

/** How loud all known wordings of a step are together: the length of their vector, whatever their number. */
export const LOUDNESS = 3;

const NAMES = Object.keys(SIGNS) as readonly Sign[];
const NONE: ModeWeights = FAILURE_MODES.map(() => 0);

/** What speaks for a suspect: by sign, and for its wording as a whole. */
export type Scores = ReadonlyMap<Sign | 'wording', ModeWeights>;

export function scoresOf(suspect: Suspect, weights: Weights): Scores {
  const present = NAMES.filter((name) => (suspect.signs[name] ?? 0) !== 0);
  return new Map<Sign | 'wording', ModeWeights>([
    ...present.map((name) => [name, times(weights.signs[name], suspect.signs[name] ?? 0)] as const),
    ['wording', scoreOfWording(suspect, weights)],
  ]);
}

/** All that speaks for it. */
export const totalOf = (scores: Scores): ModeWeights => sumOf([...scores.values()]);

function scoreOfWording({ wordings }: Suspect, weights: Weights): ModeWeights {
  const known = [...wordings].map((wording) => weights.wordings.get(wording)).filter((found) => found !== undefined);
  return times(sumOf(known), LOUDNESS / Math.sqrt(Math.max(1, known.length)));
}

const sumOf = (all: readonly ModeWeights[]): ModeWeights =>
  all.reduce((sum, one) => sum.map((value, at) => value + (one[at] ?? 0)), NONE);

const times = (weights: ModeWeights, by: number): ModeWeights => weights.map((weight) => weight * by);
