import type { Case } from '../detectors/detector.js';
import type { Attribution } from '../diagnosis.js';
import { SIGNS, type Sign, type Signs, type Weights } from './sign.js';
import { suspectsOf, type Suspect } from './signs.js';
import { WEIGHTS } from './weights.js';

/** A step under suspicion, with its probability of having introduced the fault. */
export interface Suspicion extends Suspect {
  readonly share: number;
}

/**
 * Conditional logit: the probabilities of the candidates of a run are those of a softmax over the weighted sums of their
 * signs. They add up to 1.
 */
export function suspicionsIn(suspects: readonly Suspect[], weights: Weights): readonly Suspicion[] {
  const odds = suspects.map(({ signs }) => Math.exp(scoreOf(signs, weights)));
  const total = odds.reduce((sum, one) => sum + one, 0);
  return suspects.map((suspect, position) => ({ ...suspect, share: (odds[position] ?? 0) / total }));
}

const NAMES = Object.keys(SIGNS) as readonly Sign[];

const scoreOf = (signs: Signs, weights: Weights): number =>
  NAMES.reduce((sum, name) => sum + (signs[name] ?? 0) * weights[name], 0);

/** 1 blames who has the most steps that might be at fault, infinity who has the likeliest one. */
const STANDING_OUT = 1.5;

/** The likeliest step of the speaker whose shares, to the power of `STANDING_OUT`, are most together. Of equal ones the earliest. */
export function decisiveOf(suspicions: readonly Suspicion[]): Suspicion | undefined {
  const shares = new Map<string, number>();
  for (const { candidate, share } of suspicions)
    shares.set(candidate.speaker, (shares.get(candidate.speaker) ?? 0) + share ** STANDING_OUT);
  const [speaker] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0]);
  return suspicions
    .filter(({ candidate }) => candidate.speaker === speaker)
    .reduce<Suspicion | undefined>(
      (best, one) => (best === undefined || one.share > best.share ? one : best),
      undefined,
    );
}

/** Who is most likely to have introduced a fault that no detector has found; undefined where nobody spoke. */
export const suspicionOf = (run: Case): Suspicion | undefined => decisiveOf(suspicionsIn(suspectsOf(run), WEIGHTS));

const NAMED = 0.3;

export function attributionOf({ candidate, signs, share }: Suspicion): Attribution {
  return {
    agent: candidate.speaker,
    step: candidate.step,
    ...(candidate.spanId !== undefined && { spanId: candidate.spanId }),
    confidence: share,
    signs: strongest(signs),
  };
}

/** What speaks for it, the strongest first. */
const strongest = (signs: Signs): readonly Sign[] =>
  NAMES.map((name) => ({ name, weight: (signs[name] ?? 0) * WEIGHTS[name] }))
    .filter(({ weight }) => weight >= NAMED)
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
