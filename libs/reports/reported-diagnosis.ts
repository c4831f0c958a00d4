import type { RunDiagnosed } from '#events';

/** What a report takes of a diagnosis, whoever hosted the run. */
export interface ReportedDiagnosis {
  readonly runId: string;
  readonly version: string;
  readonly rehearsed: boolean;
  readonly taskHash?: string | undefined;
  readonly architecture?: string | undefined;
  readonly label: RunDiagnosed['label'];
  readonly confidence: number;
  readonly agent?: string | undefined;
  readonly step?: number | undefined;
  readonly turnId?: string | undefined;
  /** Of the event that shows the step. */
  readonly sequence?: number | undefined;
  /** The trace that has the spans, where they were sent. */
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly evidence: readonly ReportedEvidence[];
  /** Why no cause is named that evidence supports. */
  readonly abstained?: string | undefined;
  readonly facts: RunDiagnosed['facts'];
}

interface ReportedEvidence {
  /** Absent where the words are the task's. */
  readonly agent?: string | undefined;
  /** Of the step. */
  readonly kind?: string | undefined;
  readonly step: number;
  readonly sequence?: number | undefined;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly quote: string;
}

/** What a report takes of what is said of a run of others beside its diagnosis. */
export interface ReportedProfile {
  /** Absent where no resource tells it. */
  readonly service?: string | undefined;
  readonly ending: { readonly status: 'ok' | 'error' | 'unknown' };
  /** Absent where it cannot be told. */
  readonly architecture?: string | undefined;
  readonly hasContent: boolean;
}

/** The diagnosis of a run of others. */
export interface ReceivedDiagnosis extends Omit<ReportedDiagnosis, 'rehearsed' | 'taskHash' | 'architecture'> {
  readonly profile: ReportedProfile;
}
