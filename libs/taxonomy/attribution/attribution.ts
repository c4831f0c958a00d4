import type { Attribution } from '../diagnosis.js';
import { FAILURE_MODES, type FailureMode } from '../failure-mode.js';
import type { Scores } from './scores.js';
import type { Sign } from './sign.js';
import type { Suspicion } from './suspicion.js';

/** A guess as it is told: whom it blames, and by what. */
export const attributionOf = (
  suspicion: Suspicion,
  suspicions: readonly Suspicion[],
  mode: FailureMode,
): Attribution => ({
  agent: suspicion.candidate.speaker,
  step: suspicion.candidate.step,
  ...(suspicion.candidate.spanId !== undefined && { spanId: suspicion.candidate.spanId }),
  confidence: suspicion.share,
  signs: strongest(suspicion, suspicions, FAILURE_MODES.indexOf(mode)),
});

const NAMED = 0.3;

/** What sets it apart from the average step of the run, the strongest first. */
function strongest(suspicion: Suspicion, suspicions: readonly Suspicion[], mode: number): readonly string[] {
  const scoreIn = (scores: Scores, sign: Sign | 'wording'): number => scores.get(sign)?.[mode] ?? 0;
  const averageOf = (sign: Sign | 'wording'): number =>
    suspicions.reduce((sum, { scores }) => sum + scoreIn(scores, sign), 0) / suspicions.length;
  return [...suspicion.scores.keys()]
    .map((sign) => ({ sign, above: scoreIn(suspicion.scores, sign) - averageOf(sign) }))
    .filter(({ above }) => above >= NAMED)
    .sort((a, b) => b.above - a.above)
    .map(({ sign }) => sign);
}
