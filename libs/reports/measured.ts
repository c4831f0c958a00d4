import type { Measure, Redundancy, RunMetrics } from '#metrics';
import type { ReportedDiagnosis } from './reported-diagnosis.js';

type Facts = ReportedDiagnosis['facts'];

/** What a diagnosis says that the run took, as the figures of sets take it. */
export function metricsIn({ runId, taskHash, facts }: ReportedDiagnosis): RunMetrics {
  const { redundancy: _redundancy, ...took } = facts;
  return {
    ...took,
    runId,
    ...(taskHash !== undefined && { taskHash }),
    density: measureOf(took.density),
    wallMs: measureOf(took.wallMs),
    inputTokens: measureOf(took.inputTokens),
    outputTokens: measureOf(took.outputTokens),
    tokens: measureOf(took.tokens),
    microDollars: measureOf(took.microDollars),
  };
}

export const redundancyIn = ({ redundancy }: Facts): Redundancy => ({
  method: redundancy.method,
  ...measureOf(redundancy),
});

/** What is told may lack both. */
const measureOf = ({ value, reason = 'not known' }: Facts['density']): Measure =>
  value === undefined ? { reason } : { value };
