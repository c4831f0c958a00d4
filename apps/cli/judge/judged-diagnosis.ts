import type { JudgedRun } from '#diagnosis';
import { runMetricsOf } from '#metrics';
import type { Diagnosis } from '#taxonomy';
import { combined, judgedAlone } from './combined.js';
import { findingsIn, judgeRun, type Judgement } from './judge-run.js';
import type { Ask } from './question.js';

/** What `parley classify --judge --json` prints of a run. */
export interface JudgedDiagnosis<D extends Diagnosis = Diagnosis> {
  readonly id: string;
  /** As it is without a judge. */
  readonly detectors: D;
  readonly judge: Diagnosis & {
    /** Proposals and answers that count for nothing, with the reason. */
    readonly dropped: readonly string[];
  };
  /** Label, agent and step by the rule of `combined`. */
  readonly combined: Diagnosis;
}

const NOT_ASKED = 'not asked: the run has reached its goal, and a judge is told that runs have missed theirs';

/** A run as detectors, as a judge, and as both together see it; of what has no words nothing is asked. */
export async function judgedDiagnosis<D extends Diagnosis>(
  id: string,
  { run, diagnosis }: { readonly run: JudgedRun; readonly diagnosis: D },
  ask: Ask,
): Promise<JudgedDiagnosis<D>> {
  const hasPassed = runMetricsOf(run.trajectory).outcome === 'passed';
  const judgement: Judgement = hasPassed ? { dropped: [NOT_ASKED] } : await judgeRun(run, findingsIn(diagnosis), ask);
  return {
    id,
    detectors: diagnosis,
    judge: { ...judgedAlone(judgement), dropped: judgement.dropped },
    combined: combined(diagnosis, judgement),
  };
}
