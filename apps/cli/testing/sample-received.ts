import type { ReceivedDiagnosis } from '../api/diagnosis.js';
import type { RunProfile } from '../api/received-traces.js';
import { sampleDiagnosis } from './sample-diagnosis.js';

interface SampleReceived {
  readonly run?: number;
  readonly profile?: Partial<RunProfile>;
  readonly verdict?: Partial<ReceivedDiagnosis>;
}

export const traceNumber = (run: number): string => run.toString(16).padStart(32, '0');

/** The diagnosis of a run of others in which nothing was found, and which ended without an error, unless told otherwise. */
export function sampleReceived({ run = 1, profile, verdict }: SampleReceived = {}): ReceivedDiagnosis {
  const { version, label, confidence, evidence, secondary, facts } = sampleDiagnosis();
  return {
    runId: traceNumber(run),
    version,
    profile: {
      service: 'shop',
      ending: { status: 'ok' },
      architecture: 'single',
      startedAt: 0,
      endedAt: 5,
      hasContent: true,
      ...profile,
    },
    label,
    confidence,
    evidence,
    secondary,
    facts: { ...facts, outcome: 'ungraded' },
    ...verdict,
  };
}

/** A verdict on a worker whose span is in a trace of its own. */
export const driftElsewhere: Partial<ReceivedDiagnosis> = {
  label: 'numerical_drift',
  confidence: 0.85,
  agent: 'worker',
  step: 1,
  turnId: 'worker.1',
  traceId: 'e'.repeat(32),
  spanId: 'b'.repeat(16),
  evidence: [
    {
      step: 1,
      agent: 'worker',
      kind: 'turn',
      traceId: 'e'.repeat(32),
      spanId: 'b'.repeat(16),
      quote: 'I note <b>8</b>.',
    },
  ],
};
