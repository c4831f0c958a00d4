import { diagnosed } from '../../apps/cli/classifier/diagnosed.js';
import { labelledRun, type LabelledRun } from '../../apps/cli/classifier/labelled-run.js';
import type { Diagnosis } from '#taxonomy';
import type { Transcript } from './message.js';

/** A transcript as `parley eval-classifier` reads it from a file. */
export function runOf(transcript: Transcript): LabelledRun {
  const run = labelledRun(transcript, transcript.id);
  if ('problem' in run) throw new Error(`${transcript.id} ${run.problem}`);
  return run;
}

export const diagnosisOf = (transcript: Transcript, failed: boolean): Diagnosis =>
  diagnosed(runOf(transcript), failed).diagnosis;
