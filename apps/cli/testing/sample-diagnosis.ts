import { reportedRun } from '#reports';
import { sampleDiagnosis as reportedSample, type SampleRun } from '#reports/testing';
import type { RunDiagnosis } from '../api/diagnosis.js';
import type { FinishedRun } from '../report/finished-runs.js';

interface Sample extends SampleRun {
  readonly verdict?: Partial<RunDiagnosis>;
}

/** The diagnosis of a finished run in which nothing was found, unless told otherwise. */
export function sampleDiagnosis({ verdict, ...options }: Sample = {}): RunDiagnosis {
  const told = reportedSample(options);
  return { ...told, id: `${told.runId}:1`, partial: false, evidence: [], secondary: [], baseline: 'none', ...verdict };
}

export function sampleReported(options: Sample = {}): FinishedRun {
  const diagnosis = sampleDiagnosis(options);
  const { runId, rehearsed } = diagnosis;
  const totals = { turns: 4, messages: 1, toolCalls: 0, failedAttempts: 0, discardedAttempts: 0, spend: {} };
  const summary = {
    runId,
    status: 'completed',
    parked: false,
    rehearsed,
    sequence: 9,
    startedAt: 1,
    labels: {},
    totals,
  };
  return { summary, ...reportedRun(diagnosis) };
}
