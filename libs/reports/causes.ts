import type { ReportedDiagnosis } from './reported-diagnosis.js';
import { hasFailed, isSupported, outcomeInWords, type ReportedRun } from './reported-run.js';

/** How many runs an agent is blamed for, by architecture and class; of runs of others by service too. */
export interface Cause {
  readonly service?: string;
  readonly architecture: string;
  readonly agent: string;
  readonly mode: string;
  /** By evidence. */
  readonly supported: number;
  /** By signs alone, where nothing was found in a run that failed. */
  readonly guessed: number;
}

/** The most frequent first. */
export function causesOf(runs: readonly ReportedRun[]): readonly Cause[] {
  const blamed = runs.filter(({ diagnosis }) => diagnosis.label !== 'none' && diagnosis.agent !== undefined);
  const keyOf = ({ diagnosis: { architecture, agent, label }, profile }: ReportedRun) =>
    JSON.stringify([profile?.service, architecture, agent, label]);
  return [...Map.groupBy(blamed, keyOf).values()]
    .flatMap((own) => (own[0] === undefined ? [] : [causeOf(own[0], own)]))
    .sort((a, b) => b.supported - a.supported || b.guessed - a.guessed);
}

function causeOf({ diagnosis, profile }: ReportedRun, own: readonly ReportedRun[]): Cause {
  const { architecture = 'unknown', agent = '', label } = diagnosis;
  const supported = own.filter(isSupported).length;
  return {
    ...(profile?.service !== undefined && { service: profile.service }),
    architecture,
    agent,
    mode: label,
    supported,
    guessed: own.length - supported,
  };
}

/** One diagnosis that rests on evidence. */
export interface EvidenceCase {
  readonly runId: string;
  /** Of a run of others, where it is known. */
  readonly service?: string;
  readonly rehearsed: boolean;
  readonly architecture: string;
  readonly outcome: string;
  readonly mode: string;
  readonly agent: string;
  readonly step: number;
  readonly turnId?: string;
  /** Of the event that shows the step. */
  readonly sequence?: number;
  /** Of the trace that has the spans, where they were sent. */
  readonly traceId?: string;
  readonly spanId?: string;
  readonly confidence: number;
  readonly quotes: readonly CaseQuote[];
}

export interface CaseQuote {
  /** Absent where the words are the task's. */
  readonly agent?: string;
  /** The words are a tool's, which the agent was shown. */
  readonly isShown: boolean;
  readonly step: number;
  readonly sequence?: number;
  /** Where the span may be in another trace than that of the run. */
  readonly traceId?: string;
  readonly spanId?: string;
  readonly quote: string;
}

/** Failed runs first, then the most certain. */
export const casesOf = (runs: readonly ReportedRun[]): readonly EvidenceCase[] =>
  runs
    .filter(isSupported)
    .sort((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || b.diagnosis.confidence - a.diagnosis.confidence)
    .map(caseOf);

function caseOf(run: ReportedRun): EvidenceCase {
  const { diagnosis, profile } = run;
  const { runId, rehearsed, architecture = 'unknown', label, agent = '', step = 0, confidence } = diagnosis;
  return {
    runId,
    ...(profile?.service !== undefined && { service: profile.service }),
    rehearsed,
    architecture,
    outcome: outcomeInWords(run),
    mode: label,
    agent,
    step,
    ...placeOf(diagnosis),
    confidence,
    quotes: diagnosis.evidence.map(quoteOf),
  };
}

const placeOf = ({ turnId, sequence, traceId, spanId }: ReportedDiagnosis) => ({
  ...(turnId !== undefined && { turnId }),
  ...(sequence !== undefined && { sequence }),
  ...(traceId !== undefined && { traceId }),
  ...(spanId !== undefined && { spanId }),
});

const quoteOf = ({ agent, kind, step, sequence, ...place }: ReportedDiagnosis['evidence'][number]): CaseQuote => ({
  ...(agent !== undefined && { agent }),
  isShown: kind === 'tool_call',
  step,
  ...(sequence !== undefined && { sequence }),
  ...(place.traceId !== undefined && { traceId: place.traceId }),
  ...(place.spanId !== undefined && { spanId: place.spanId }),
  quote: place.quote,
});
