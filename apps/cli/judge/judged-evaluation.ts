import { diagnosed, type Diagnosed } from '../classifier/diagnosed.js';
import { evaluate, type Evaluation } from '../classifier/evaluation.js';
import type { LabelledRun } from '../classifier/labelled-run.js';
import { combined, judgedAlone } from './combined.js';
import { findingsIn, judgeRun, type Judgement } from './judge-run.js';
import type { Ask } from './question.js';

/** The same runs as detectors, as a judge, and as both together see them. */
export interface JudgedEvaluation {
  readonly detectors: Evaluation;
  readonly judge: Evaluation;
  readonly combined: Evaluation;
  /** Proposals and answers that count for nothing, with the reason. */
  readonly dropped: readonly { readonly id: string; readonly why: string }[];
}

/** One run after the other, so that the budget is spent from the first on. The judge is not told what people found. */
export async function evaluateWithJudge(
  failures: readonly LabelledRun[],
  negatives: readonly LabelledRun[],
  ask: Ask,
): Promise<JudgedEvaluation> {
  const judgements = new Map<LabelledRun, Judgement>();
  for (const run of [...failures, ...negatives]) {
    const { diagnosis } = diagnosed(run, false);
    judgements.set(run, await judgeRun(run, findingsIn(diagnosis), ask));
  }
  const of = (run: LabelledRun): Judgement => judgements.get(run) ?? { dropped: [] };
  const alone = (run: LabelledRun): Diagnosed => ({ run, diagnosis: judgedAlone(of(run)) });
  const together = (run: LabelledRun, failed: boolean): Diagnosed => ({
    run,
    diagnosis: combined(diagnosed(run, failed).diagnosis, of(run)),
  });
  return {
    detectors: evaluate(failures, negatives),
    judge: evaluate(failures, negatives, alone),
    combined: evaluate(failures, negatives, together),
    dropped: [...judgements].flatMap(([{ id }, { dropped }]) => dropped.map((why) => ({ id, why }))),
  };
}
