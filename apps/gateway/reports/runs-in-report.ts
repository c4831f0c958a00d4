import type { ReportedRuns } from '#reports';
import type { Asked } from './asked.js';
import { finishedRuns, type FinishedRunSources } from './finished-runs.js';
import { receivedRuns, type ReceivedRunSources } from './received-runs.js';

/** @throws Problem as for the diagnosis of a run, where one cannot be had */
export type RunsInReport = (asked: Asked) => Promise<ReportedRuns>;

export const runsInReport =
  (sources: FinishedRunSources & ReceivedRunSources): RunsInReport =>
  (asked) =>
    asked.scope.received === true ? receivedRuns(asked, sources) : finishedRuns(asked, sources);
