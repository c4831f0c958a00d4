import { receivedSample } from '#reports/testing';
import type { ReceivedDiagnosis } from '../api/diagnosis.js';
import type { RunProfile } from '../api/received-traces.js';

interface SampleReceived {
  readonly run?: number;
  readonly profile?: Partial<RunProfile>;
  readonly verdict?: Partial<ReceivedDiagnosis>;
}

/** The diagnosis of a run of others in which nothing was found, and which ended without an error, unless told otherwise. */
export function sampleReceived({ run, profile, verdict }: SampleReceived = {}): ReceivedDiagnosis {
  const sample = receivedSample(run);
  return {
    ...sample,
    profile: { ...sample.profile, startedAt: 0, endedAt: 5, ...profile },
    evidence: [],
    secondary: [],
    ...verdict,
  };
}
