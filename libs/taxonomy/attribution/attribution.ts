import type { Attribution } from '../diagnosis.js';
import { FAILURE_MODES, type FailureMode } from '../failure-mode.js';
import { scoresBySign } from './scores.js';
import type { Sign } from './sign.js';
import type { Suspicion } from './suspicion.js';
import { WEIGHTS } from './weights.js';

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
  const scores = suspicions.map((one) => scoresBySign(one, WEIGHTS));
  const scoreIn = (from: (typeof scores)[number] | undefined, sign: Sign | 'wording') => from?.get(sign)?.[mode] ?? 0;
  const own = scores[suspicions.indexOf(suspicion)];
  return [...(own?.keys() ?? [])]
    .map((sign) => ({
      sign,
      above: scoreIn(own, sign) - scores.reduce((sum, one) => sum + scoreIn(one, sign), 0) / scores.length,
    }))
    .filter(({ above }) => above >= NAMED)
    .sort((a, b) => b.above - a.above)
    .map(({ sign }) => sign);
}
