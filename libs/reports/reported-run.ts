import type { RunMetrics } from '#metrics';
import { metricsIn } from './measured.js';
import type { ReportedDiagnosis, ReportedProfile } from './reported-diagnosis.js';

/** A run that has ended, with its diagnosis. */
export interface ReportedRun {
  readonly diagnosis: ReportedDiagnosis;
  readonly metrics: RunMetrics;
  /** Of a run of others. */
  readonly profile?: ReportedProfile;
}

export const reportedRun = <Told extends ReportedDiagnosis>(diagnosis: Told) => ({
  diagnosis,
  metrics: metricsIn(diagnosis),
});

export interface ReportedRuns {
  readonly runs: readonly ReportedRun[];
  /** There are older ones in scope. */
  readonly isCut: boolean;
  /** Runs of Parley that were pruned while they were reported, or are damaged. */
  readonly gone?: number;
  /** Of runs of others: the traces that were looked at. */
  readonly traces?: ReceivedTraceCounts;
}

export interface ReceivedTraceCounts {
  /** In scope. */
  readonly traces: number;
  /** More of their spans may come: they are not in the report. */
  readonly collecting: number;
  /** No agent, model or tool works in them. */
  readonly withoutRun: number;
  /** They had to make room for others while they were reported. */
  readonly gone: number;
}

/** Guesses are no evidence. */
export const isSupported = ({ diagnosis }: ReportedRun): boolean =>
  diagnosis.label !== 'none' && diagnosis.abstained === undefined;

/** By its grade; a run of others by its own status. */
export const hasFailed = ({ metrics, profile }: ReportedRun): boolean =>
  profile === undefined ? metrics.outcome === 'failed' : profile.ending.status === 'error';

/** It reached its goal; a run of others ended without an error, which is less. */
export const hasEndedWell = ({ metrics, profile }: ReportedRun): boolean =>
  profile === undefined ? metrics.outcome === 'passed' : profile.ending.status === 'ok';

const ENDINGS = { ok: 'ended without an error', error: 'ended in an error', unknown: 'end not known' } as const;

export const outcomeInWords = ({ metrics, profile }: ReportedRun): string =>
  profile === undefined ? metrics.outcome : ENDINGS[profile.ending.status];
