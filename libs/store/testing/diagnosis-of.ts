import type { RunDiagnosis } from '#events';
import { NO_FACTS, NO_VERDICT } from '#events/testing';
import { runIdNumber } from '#read-models/testing';

/** A verdict on the n-th run. */
export function diagnosisOf({ run = 1, version = '1', upTo = 4, at = 1 }): RunDiagnosis {
  const runId = runIdNumber(run);
  return {
    type: 'RunDiagnosed',
    runId,
    tenant: 'default',
    source: '/parley/test',
    time: at,
    id: `${runId}:${version}:${upTo}`,
    causationId: `${runId}:${upTo}`,
    data: {
      version,
      upTo,
      ...NO_VERDICT,
      facts: { ...NO_FACTS, outcome: 'ungraded', turns: 1, density: { value: 0 } },
    },
  };
}
