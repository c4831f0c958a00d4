import type { Trajectory } from '#trajectory';
import { attributionOf } from './attribution/attribution.js';
import { suspectsOf } from './attribution/suspect.js';
import { decisiveOf, guessedClass, suspicionsIn } from './attribution/suspicion.js';
import { DEFINITIONS } from './definitions.js';
import { caseOf } from './detectors/case-of.js';
import { findingOf, type Case } from './detectors/detector.js';
import { DETECTORS } from './detectors/detectors.js';
import { precisionOf } from './detectors/precision.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import { narrativeOf } from './narrative/narrative-of.js';

/** Another version may judge the same run differently; both verdicts stay readable. */
export const CLASSIFIER_VERSION = '8';

export interface DiagnoseOptions {
  /** What the run was to do, where the trajectory does not begin with it. */
  readonly task?: string;
}

/**
 * What went wrong in a run, by whom and where. A label rests on a detector's finding, blamed on the earliest step that
 * introduced it. Without one the label is `none`, unless the run is known to have failed: then the class and the step
 * are a guess by signs, and `abstained` says so.
 */
export function diagnose(trajectory: Trajectory, { task }: DiagnoseOptions = {}): Diagnosis {
  const run = caseOf(narrativeOf(trajectory, task));
  const [decisive, ...secondary] = ranked(findingsOf(run));
  if (decisive !== undefined) return supported(decisive, secondary);
  return run.narrative.outcome === 'failed' ? guessed(run) : without('none', run);
}

/** What all detectors find, in no order. */
const findingsOf = (run: Case): readonly Finding[] =>
  DETECTORS.flatMap((detector) =>
    detector.detect(run).map((hit) => findingOf(detector, hit, precisionOf(detector.name))),
  );

/** Causes before symptoms, then the most certain first; of equally certain ones the earliest, since later ones may follow from it, then by definition. */
const ranked = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (a, b) =>
      Number(SYMPTOMS.has(a.detector)) - Number(SYMPTOMS.has(b.detector)) ||
      b.confidence - a.confidence ||
      a.step - b.step ||
      orderOf(a) - orderOf(b),
  );

const SYMPTOMS = new Set(DETECTORS.filter(({ isSymptom }) => isSymptom === true).map(({ name }) => name));

const orderOf = ({ mode }: Finding): number => DEFINITIONS.findIndex((definition) => definition.mode === mode);

const supported = (decisive: Finding, secondary: readonly Finding[]): Diagnosis => ({
  version: CLASSIFIER_VERSION,
  label: decisive.mode,
  confidence: decisive.confidence,
  agent: decisive.agent,
  step: decisive.step,
  detector: decisive.detector,
  claim: decisive.claim,
  evidence: decisive.evidence,
  secondary,
});

const NOTHING_FOUND =
  'no detector has found a fault that the transcript itself shows; class and step are a guess by signs';
const NOTHING_SAID = 'no content: nobody says anything in this trajectory';

function guessed(run: Case): Diagnosis {
  const suspicions = suspicionsIn(suspectsOf(run));
  const decisive = decisiveOf(suspicions);
  if (decisive === undefined) return without('other', run);
  const { mode, share } = guessedClass(suspicions);
  const attribution = attributionOf(decisive, suspicions, mode);
  return {
    version: CLASSIFIER_VERSION,
    label: mode,
    confidence: share,
    agent: attribution.agent,
    step: attribution.step,
    evidence: [],
    secondary: [],
    abstained: NOTHING_FOUND,
    attribution,
  };
}

const without = (label: 'none' | 'other', { narrative }: Case): Diagnosis => ({
  version: CLASSIFIER_VERSION,
  label,
  confidence: narrative.agents.length === 0 ? 0 : NO_FAULT,
  evidence: [],
  secondary: [],
  ...(narrative.agents.length === 0 && { abstained: NOTHING_SAID }),
});

/** How far silence of all detectors is to be trusted: they find about half of the planted faults. */
const NO_FAULT = 0.5;
