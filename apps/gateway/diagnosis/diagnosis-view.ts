import { factsOf, type Baseline, type Diagnosed } from '#diagnosis';
import { asRunId } from '#events';
import { comparedToBaseline, REDUNDANCY_METHOD, runMetricsOf, type Redundancy, type RunMetrics } from '#metrics';
import type { Trajectory } from '#trajectory';
import type { DiagnosisView } from './diagnosis-schema.js';

/** Everything that is told of a diagnosed run. */
export interface DiagnosedRun {
  readonly trajectory: Trajectory;
  readonly diagnosed: Diagnosed;
  /** Whose verdicts are kept. */
  readonly versions: readonly string[];
  /** What single-agent runs took. */
  readonly baseline: Baseline;
}

/** What the run took is told as of now: late results may have come after the verdict. */
export function diagnosisView({ trajectory, diagnosed, versions, baseline }: DiagnosedRun): DiagnosisView {
  const { runId, status } = trajectory;
  const { place, grounds, trace, facts, ...verdict } = diagnosed;
  return {
    id: `${runId}:${diagnosed.version}`,
    runId: asRunId(runId),
    ...verdict,
    ...place,
    ...grounds,
    ...(trace?.isSent === true && { traceId: trace.traceId }),
    facts: factsOf(trajectory, redundancyIn(facts)),
    partial: status === 'running' || status === 'paused',
    versions: [...versions],
    baseline: baselineView(runMetricsOf(trajectory), baseline),
  };
}

const redundancyIn = ({ redundancy: { value, reason = 'not known' } }: Diagnosed['facts']): Redundancy => ({
  method: REDUNDANCY_METHOD,
  ...(value === undefined ? { reason } : { value }),
});

/** What is said of sets of runs only (S, Ec and A) is left to those who have a set. */
function baselineView(metrics: RunMetrics, { kind, runs }: Baseline): DiagnosisView['baseline'] {
  if (kind === 'none') return 'none';
  const { overheadPercent, regime, tokenRatio } = comparedToBaseline([metrics], runs);
  const { value, reason } = overheadPercent;
  return {
    kind,
    runIds: runs.map(({ runId }) => runId),
    overheadPercent: value === undefined ? { reason } : { value },
    ...(regime !== undefined && { regime }),
    tokenRatio,
  };
}
