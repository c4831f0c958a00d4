import type { Diagnosis } from '#taxonomy';
import type { Judgement, Supported } from './judge-run.js';
import { JUDGE_VERSION } from './judge-questions.js';

/** A proposal with quotes that nobody could refute; not measured, since no judge is part of Parley. */
const CONFIDENCE = 0.6;

/** The judge's verdict alone; what it does not name it leaves open. */
export function judgedAlone({ proposal, dropped }: Judgement): Diagnosis {
  if (proposal !== undefined) return { version: VERSION, ...verdictOf(proposal), secondary: [] };
  return {
    version: VERSION,
    label: 'none',
    confidence: 0,
    evidence: [],
    secondary: [],
    abstained: ['the judge names no cause', ...dropped].join('; '),
  };
}

const VERSION = `judge ${JUDGE_VERSION}`;

/** How the two are combined, for people. */
export const COMBINING_RULE =
  'what detectors find stands; where they find nothing, what the judge proposes takes the place of a guess';

/**
 * What detectors found stands, since it can be recomputed from the run; the judge's proposal is then another finding. Where
 * they found nothing, the proposal takes the place of the guess. A judge that names nothing changes nothing.
 */
export function combined(diagnosis: Diagnosis, { proposal }: Judgement): Diagnosis {
  if (proposal === undefined) return diagnosis;
  const version = `${diagnosis.version}, ${VERSION}`;
  const { label, agent, step, claim, evidence, confidence } = verdictOf(proposal);
  const isFound = diagnosis.label !== 'none' && diagnosis.abstained === undefined;
  if (!isFound) return { version, ...verdictOf(proposal), secondary: diagnosis.secondary };
  if (diagnosis.step === step) return { ...diagnosis, version };
  const finding = { detector: 'judge', mode: label, agent, step, claim, evidence, confidence };
  return { ...diagnosis, version, secondary: [...diagnosis.secondary, finding] };
}

const verdictOf = ({ label, agent, step, why, evidence }: Supported) => ({
  label,
  confidence: CONFIDENCE,
  agent,
  step,
  detector: 'judge',
  claim: why,
  evidence,
});
