import type { Attribution } from '../diagnosis.js';
import { signsOf, type Candidate, type Signs } from './signs.js';
import { WEIGHTS, type Sign } from './weights.js';
import type { Case } from '../detectors/detector.js';
import type { Finding } from '../diagnosis.js';

/** The candidates by how much speaks for them, the likeliest first; equal ones in the order of the run. */
export interface Suspicion extends Attribution {
  readonly candidate: Candidate;
}

const MOST_SUSPECTS = 5;
const NAMED = 0.3;

/** Shares of confidence are those of a softmax over the sums of weights. */
export function suspicionsOf(run: Case, findings: readonly Finding[]): readonly Suspicion[] {
  const scored = [...signsOf(run, findings)].map(([candidate, signs]) => ({ candidate, signs, score: scoreOf(signs) }));
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score), 0);
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SUSPECTS)
    .map(({ candidate, signs, score }) => ({
      candidate,
      agent: candidate.speaker,
      step: candidate.step,
      ...(candidate.spanId !== undefined && { spanId: candidate.spanId }),
      confidence: Math.exp(score) / total,
      signs: strongest(signs),
    }));
}

const isSign = (name: string): name is Sign => Object.hasOwn(WEIGHTS, name);
const weighted = (signs: Signs): readonly (readonly [Sign, number])[] =>
  Object.entries(signs).flatMap(([name, value]) => (isSign(name) ? [[name, value * WEIGHTS[name]] as const] : []));

const scoreOf = (signs: Signs): number => weighted(signs).reduce((sum, [, value]) => sum + value, 0);

const strongest = (signs: Signs): readonly Sign[] =>
  weighted(signs)
    .filter(([, value]) => value >= NAMED)
    .sort(([, a], [, b]) => b - a)
    .map(([name]) => name);
