import { caseOf } from '../../../libs/taxonomy/detectors/case-of.js';
import { suspectsOf, type Suspect } from '../../../libs/taxonomy/attribution/signs.js';
import { findingsOf } from '../../../libs/taxonomy/diagnose.js';
import { narrativeOf } from '../../../libs/taxonomy/narrative/narrative-of.js';
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
  readonly shape: string;
  readonly category: string;
  /** A detector has found something, so that nobody needs to guess. */
  readonly isDetected: boolean;
}

/** Undefined where the truth is no step that an agent or a person has said. */
export function sampleOfTranscript(transcript: Transcript, shape: string): Sample | undefined {
  const { trajectory, task, cluster } = runOf(transcript);
  const run = caseOf(narrativeOf({ ...trajectory, status: 'failed' }, task));
  const suspects = suspectsOf(run);
  const entryOf = (step: number): number => trajectory.steps[step]?.entry ?? -1;
  const truth = suspects.findIndex(({ candidate }) => entryOf(candidate.step) === transcript.mistake_step);
  if (truth < 0) return undefined;
  const isDetected = findingsOf(run).length > 0;
  return { suspects, truth, cluster, shape, category: transcript.category ?? 'other', isDetected };
}

/** The truth is the first turn in which an agent erred on purpose. */
export function sampleOfRehearsal({ trajectory, task, slips: [slip] }: FaultyRun, cluster: string): Sample | undefined {
  const run = caseOf(narrativeOf(trajectory, task));
  const suspects = suspectsOf(run);
  const truth = suspects.findIndex(
    ({ candidate }) => candidate.kind === 'speech' && turnOf(trajectory.steps[candidate.step]) === slip?.turnId,
  );
  if (truth < 0 || slip === undefined) return undefined;
  return { suspects, truth, cluster, shape: 'rehearsed', category: slip.mode, isDetected: findingsOf(run).length > 0 };
}

const turnOf = (step: FaultyRun['trajectory']['steps'][number] | undefined): string | undefined =>
  step !== undefined && 'turnId' in step ? step.turnId : undefined;
