import type { RunDiagnosis } from '#events';
import { runIdNumber } from '#read-models/testing';

const unknown = { reason: 'nothing is known' };

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
      rehearsed: false,
      label: 'none',
      confidence: 0.5,
      guessed: false,
      grounds: { evidence: [], secondary: [] },
      facts: {
        outcome: 'ungraded',
        turns: 1,
        messages: 0,
        density: { value: 0 },
        redundancy: { ...unknown, method: 'none' },
        toolCalls: 0,
        failedToolCalls: 0,
        failedAttempts: 0,
        wallMs: unknown,
        inputTokens: unknown,
        outputTokens: unknown,
        tokens: unknown,
        microDollars: unknown,
        estimatedCalls: 0,
        lostAttempts: 0,
      },
    },
  };
}
