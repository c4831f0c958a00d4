import type { RunId } from '#events';
import type { RunDiagnosis } from '../api/diagnosis.js';
import type { ReportedRun } from './finished-runs.js';
import { isSupported } from './group-figures.js';

/** How many runs an agent is blamed for, by architecture and class. */
export interface Cause {
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
  const keyOf = ({ diagnosis: { architecture = 'unknown', agent = '', label } }: ReportedRun) =>
    JSON.stringify([architecture, agent, label]);
  return [...Map.groupBy(blamed, keyOf).values()]
    .flatMap((own) => (own[0] === undefined ? [] : [causeOf(own[0], own)]))
    .sort((a, b) => b.supported - a.supported || b.guessed - a.guessed);
}

function causeOf(
  { diagnosis: { architecture = 'unknown', agent = '', label } }: ReportedRun,
  own: readonly ReportedRun[],
) {
  const supported = own.filter(isSupported).length;
  return { architecture, agent, mode: label, supported, guessed: own.length - supported };
}

/** One diagnosis that rests on evidence. */
export interface EvidenceCase {
  readonly runId: RunId;
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
  readonly spanId?: string;
  readonly quote: string;
}

/** Failed runs first, then the most certain. */
export const casesOf = (runs: readonly ReportedRun[]): readonly EvidenceCase[] =>
  runs
    .filter(isSupported)
    .map(caseOf)
    .sort((a, b) => Number(b.outcome === 'failed') - Number(a.outcome === 'failed') || b.confidence - a.confidence);

function caseOf({ diagnosis }: ReportedRun): EvidenceCase {
  const {
    runId,
    rehearsed,
    architecture = 'unknown',
    label,
    agent = '',
    step = 0,
    turnId,
    sequence,
    traceId,
    spanId,
    confidence,
  } = diagnosis;
  return {
    runId,
    rehearsed,
    architecture,
    outcome: diagnosis.facts.outcome,
    mode: label,
    agent,
    step,
    ...(turnId !== undefined && { turnId }),
    ...(sequence !== undefined && { sequence }),
    ...(traceId !== undefined && { traceId }),
    ...(spanId !== undefined && { spanId }),
    confidence,
    quotes: diagnosis.evidence.map(quoteOf),
  };
}

const quoteOf = ({ agent, kind, step, sequence, spanId, quote }: RunDiagnosis['evidence'][number]): CaseQuote => ({
  ...(agent !== undefined && { agent }),
  isShown: kind === 'tool_call',
  step,
  ...(sequence !== undefined && { sequence }),
  ...(spanId !== undefined && { spanId }),
  quote,
});
