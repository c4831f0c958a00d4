import { comparedToBaseline, type RunMetrics } from '#metrics';
import type { Diagnosis, Evidence, Finding } from '#taxonomy';
import type { Step, Trajectory } from '#trajectory';
import { asRunId } from '#events';
import type { DiagnosisView } from './diagnosis-schema.js';
import type { Judgement } from './judgement.js';

/** Everything that is told of a diagnosed run. */
export interface DiagnosedRun {
  readonly trajectory: Trajectory;
  /** Sequence of the last event that was looked at. */
  readonly upTo: number;
  readonly judgement: Judgement;
  readonly metrics: RunMetrics;
  /** What single-agent runs of the same task took. */
  readonly baseline: readonly RunMetrics[];
}

export function diagnosisView(run: DiagnosedRun): DiagnosisView {
  const { trajectory, upTo, judgement } = run;
  const { runId, status, rehearsed, taskHash, architecture } = trajectory;
  const { version, ...verdict } = judgement.diagnosis;
  return {
    id: `${runId}:${version}`,
    runId: asRunId(runId),
    version,
    upTo,
    partial: status === 'running' || status === 'paused',
    rehearsed,
    ...(taskHash !== undefined && { taskHash }),
    ...(architecture !== undefined && { architecture }),
    ...verdictView(verdict, trajectory.steps),
    facts: factsView(run),
    baseline: baselineView(run),
  };
}

function verdictView(verdict: Omit<Diagnosis, 'version'>, steps: readonly Step[]) {
  const { label, confidence, agent, step, evidence, secondary, abstained, attribution } = verdict;
  return {
    label,
    confidence,
    ...(agent !== undefined && { agent }),
    ...(step !== undefined && placeOf(step, steps)),
    evidence: evidence.map((one) => evidenceView(one, steps)),
    secondary: secondary.map((one) => findingView(one, steps)),
    ...(abstained !== undefined && { abstained }),
    ...(attribution && {
      attribution: { ...attribution, signs: [...attribution.signs], ...placeOf(attribution.step, steps) },
    }),
  };
}

const evidenceView = ({ step, quote }: Evidence, steps: readonly Step[]) => ({
  ...placeOf(step, steps),
  ...(steps[step] && { agent: steps[step].agent, kind: steps[step].kind }),
  quote,
});

const findingView = (finding: Finding, steps: readonly Step[]) => ({
  ...finding,
  ...placeOf(finding.step, steps),
  evidence: finding.evidence.map((one) => evidenceView(one, steps)),
});

/** The task, which is step -1, stands in the first event. */
function placeOf(step: number, steps: readonly Step[]) {
  const { sequence, turnId, spanId } = steps[step] ?? { sequence: 1 };
  return {
    step,
    ...(sequence !== undefined && { sequence }),
    ...(turnId !== undefined && { turnId }),
    ...(spanId !== undefined && { spanId }),
  };
}

function factsView({ metrics, judgement }: DiagnosedRun): DiagnosisView['facts'] {
  const { runId: _runId, taskHash: _taskHash, ...facts } = metrics;
  return { ...facts, redundancy: judgement.redundancy };
}

/** What is said of sets of runs only (S, Ec and A) is left to those who have a set. */
function baselineView({ metrics, baseline }: DiagnosedRun): DiagnosisView['baseline'] {
  if (baseline.length === 0) return 'none';
  const { overheadPercent, regime, tokenRatio } = comparedToBaseline([metrics], baseline);
  const { value, reason } = overheadPercent;
  return {
    runIds: baseline.map(({ runId }) => runId),
    overheadPercent: value === undefined ? { reason } : { value },
    ...(regime !== undefined && { regime }),
    tokenRatio,
  };
}
