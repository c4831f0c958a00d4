import type { JudgedRun } from '#diagnosis';
import { diagnose, type Diagnosis } from '#taxonomy';
import { badInput } from '../cli-error.js';
import { inspectFiles } from '../inspect/inspect-files.js';
import { diagnosed } from './diagnosed.js';
import { readRuns } from './read-runs.js';

/** A run of a file, by the name that the file gives it. */
export interface NamedDiagnosis {
  readonly id: string;
  readonly run: JudgedRun;
  readonly diagnosis: Diagnosis;
}

/** Of transcripts; steps are places of their messages. `failed`: all are known to have missed their goal. */
export async function classifyTranscripts(file: string, failed: boolean): Promise<readonly NamedDiagnosis[]> {
  const runs = await readRuns(file);
  return runs.map((run) => ({
    id: run.id,
    run,
    diagnosis: diagnosed(run, failed || run.truth.step !== undefined).diagnosis,
  }));
}

/** Of the runs that spans tell of; steps are places in the trajectory that the spans show. */
export async function classifyTraces(file: string, failed: boolean): Promise<readonly NamedDiagnosis[]> {
  const { trajectories, transcripts } = await inspectFiles([file]);
  if (transcripts > 0) throw badInput(`${file} holds a transcript and no spans: leave out --trace`);
  return trajectories.map((trajectory) => ({
    id: trajectory.runId,
    run: { trajectory },
    diagnosis: diagnose(failed ? { ...trajectory, status: 'failed' } : trajectory),
  }));
}
