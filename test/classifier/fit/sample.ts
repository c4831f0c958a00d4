import { caseOf } from '../../../libs/taxonomy/detectors/case-of.js';
import type { Case } from '../../../libs/taxonomy/detectors/detector.js';
import { suspectsOf, type Suspect } from '../../../libs/taxonomy/attribution/suspect.js';
import { narrativeOf } from '../../../libs/taxonomy/narrative/narrative-of.js';
import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import type { FaultyRun } from '../rehearsed-faults.js';
import { runOf } from '../told.js';
import type { Transcript } from '../message.js';

/** A run that failed: whom to suspect, and who it was. */
export interface Sample {
  readonly suspects: readonly Suspect[];
  /** Place of the truth among the suspects. */
  readonly truth: number;
  /** What the run was made of: samples of one cluster are never on both sides of a split. */
  readonly cluster: string;
  /** Those whose names are the same up to a comma are of one hand. */
  readonly shape: string;
  readonly mode: FailureMode;
}

/** Undefined where the truth is no step that an agent or a person has said. */
export function sampleOfTranscript(transcript: Transcript, shape: string): Sample | undefined {
  const { trajectory, task, cluster } = runOf(transcript);
  const run = caseOf(narrativeOf({ ...trajectory, status: 'failed' }, task));
  const isTruth = ({ candidate }: Suspect): boolean =>
    trajectory.steps[candidate.step]?.entry === transcript.mistake_step;
  const mode = FAILURE_MODES.find((one) => one === transcript.category) ?? 'other';
  return sampleOf(run, isTruth, { cluster, shape, mode });
}

/** Whether it was written by hand. */
export const isWritten = ({ shape }: Sample): boolean => shape.includes(' hand, ');

/** The shape of all rehearsed runs. */
const REHEARSED = 'rehearsed';

/** The truth is the first turn in which an agent erred on purpose. */
export function sampleOfRehearsal({ trajectory, task, slips: [slip] }: FaultyRun, cluster: string): Sample | undefined {
  if (slip === undefined) return undefined;
  const run = caseOf(narrativeOf(trajectory, task));
  const turnOf = ({ candidate }: Suspect): string | undefined => {
    const step = trajectory.steps[candidate.step];
    return step !== undefined && 'turnId' in step ? step.turnId : undefined;
  };
  return sampleOf(run, (suspect) => turnOf(suspect) === slip.turnId, { cluster, shape: REHEARSED, mode: slip.mode });
}

function sampleOf(
  run: Case,
  isTruth: (suspect: Suspect) => boolean,
  about: Pick<Sample, 'cluster' | 'shape' | 'mode'>,
): Sample | undefined {
  const suspects = suspectsOf(run);
  const truth = suspects.findIndex(isTruth);
  return truth < 0 ? undefined : { ...about, suspects, truth };
}
