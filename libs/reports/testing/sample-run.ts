import { asRunId } from '#events';
import type { ReportedDiagnosis } from '../reported-diagnosis.js';
import { reportedRun, type ReportedRun } from '../reported-run.js';

export interface SampleRun {
  readonly run?: number;
  readonly task?: number;
  readonly architecture?: string;
  readonly passed?: boolean;
  readonly turns?: number;
  readonly rehearsed?: boolean;
}

const idOf = (run: number) => asRunId(`0198f6a0-1b2c-7d3e-8f40-${String(run).padStart(12, '0')}`);

/** The diagnosis of a finished run in which nothing was found. */
export function sampleDiagnosis(options: SampleRun = {}) {
  const { run = 1, task = run, architecture = 'single', passed = true, turns = 4, rehearsed = true } = options;
  return {
    runId: idOf(run),
    version: '1',
    rehearsed,
    taskHash: `task ${task}`,
    architecture,
    label: 'none',
    confidence: 0.5,
    evidence: [],
    facts: {
      outcome: passed ? 'passed' : 'failed',
      turns,
      messages: 1,
      density: { value: 1 / turns },
      redundancy: { method: 'tf-idf-cosine', reason: 'no content' },
      toolCalls: 0,
      failedToolCalls: 0,
      failedAttempts: 0,
      wallMs: { value: 5 },
      inputTokens: { value: 400 },
      outputTokens: { value: 40 },
      tokens: { value: 1440 },
      microDollars: { reason: 'not known' },
      estimatedCalls: 0,
      lostAttempts: 0,
    },
  } as const satisfies ReportedDiagnosis;
}

/** A verdict that rests on what an agent said, and what a tool had shown it. */
export const drift = (agent: string) =>
  ({
    label: 'numerical_drift' as const,
    confidence: 0.85,
    agent,
    step: 1,
    sequence: 3,
    turnId: `${agent}.1`,
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    evidence: [
      { step: 1, sequence: 3, agent, kind: 'turn', spanId: 'b'.repeat(16), quote: 'I note <b>8</b>.' },
      { step: 0, sequence: 2, agent, kind: 'tool_call', quote: 'It is 7.' },
    ],
  }) satisfies Partial<ReportedDiagnosis>;

export const sampleRun = ({
  verdict,
  ...options
}: SampleRun & { readonly verdict?: Partial<ReportedDiagnosis> } = {}): ReportedRun =>
  reportedRun({ ...sampleDiagnosis(options), ...verdict });
