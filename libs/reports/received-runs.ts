import type { ReceivedDiagnosis } from './reported-diagnosis.js';
import { reportedRun, type ReportedRun } from './reported-run.js';
import type { Scope } from './scope.js';

/** A run that has spans in several traces is told with each; one of its traces may be of another service. */
export function distinctRuns(told: readonly ReceivedDiagnosis[], { service }: Scope): readonly ReportedRun[] {
  const runs = new Map(told.map((run) => [run.runId, run]));
  return [...runs.values()]
    .filter(({ profile }) => service === undefined || profile.service === service)
    .map(reportedReceived);
}

/** The run's own trace is that of its spans where nothing else is said. */
export function reportedReceived({ profile, ...diagnosis }: ReceivedDiagnosis): ReportedRun {
  const { runId, traceId = runId } = diagnosis;
  const { architecture } = profile;
  const told = { ...diagnosis, traceId, rehearsed: false, ...(architecture !== undefined && { architecture }) };
  return { ...reportedRun(told), profile };
}
