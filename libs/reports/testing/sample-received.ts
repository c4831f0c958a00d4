import type { ReceivedDiagnosis, ReportedProfile } from '../reported-diagnosis.js';
import { sampleDiagnosis } from './sample-run.js';

export interface SampleReceived {
  readonly run?: number;
  readonly profile?: Partial<ReportedProfile>;
  readonly verdict?: Partial<ReceivedDiagnosis>;
}

export const traceNumber = (run: number): string => run.toString(16).padStart(32, '0');

/** The diagnosis of a run of others in which nothing was found, and which ended without an error. */
export function receivedSample(run = 1) {
  const { version, label, confidence, evidence, facts } = sampleDiagnosis();
  return {
    runId: traceNumber(run),
    version,
    profile: { service: 'shop', ending: { status: 'ok' }, architecture: 'single', hasContent: true },
    label,
    confidence,
    evidence,
    facts: { ...facts, outcome: 'ungraded' },
  } as const satisfies ReceivedDiagnosis;
}

/** The same, unless told otherwise. */
export function sampleReceived({ run, profile, verdict }: SampleReceived = {}): ReceivedDiagnosis {
  const sample = receivedSample(run);
  return { ...sample, profile: { ...sample.profile, ...profile }, ...verdict };
}

/** A verdict on a worker whose span is in a trace of its own. */
export const driftElsewhere = {
  label: 'numerical_drift' as const,
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
} satisfies Partial<ReceivedDiagnosis>;
