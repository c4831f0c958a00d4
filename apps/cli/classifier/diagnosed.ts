import { diagnose, type Diagnosis } from '#taxonomy';
import type { LabelledRun } from './labelled-run.js';

/** A run and what the classifier makes of it; steps are places of messages in the transcript. */
export interface Diagnosed {
  readonly run: LabelledRun;
  readonly diagnosis: Diagnosis;
}

/** `failed`: the classifier is told that the run missed its goal. Without it a run may be anything. */
export function diagnosed(run: LabelledRun, failed: boolean): Diagnosed {
  const { trajectory, task } = run;
  const told = failed ? { ...trajectory, status: 'failed' as const } : trajectory;
  return { run, diagnosis: atMessages(run, diagnose(told, task === undefined ? {} : { task })) };
}

function atMessages({ trajectory: { steps } }: LabelledRun, diagnosis: Diagnosis): Diagnosis {
  const at = <T extends { readonly step: number }>(found: T): T => ({
    ...found,
    step: steps[found.step]?.entry ?? found.step,
  });
  const { step, evidence, secondary, attribution } = diagnosis;
  return {
    ...diagnosis,
    ...(step !== undefined && at({ step })),
    evidence: evidence.map(at),
    secondary: secondary.map((finding) => ({ ...at(finding), evidence: finding.evidence.map(at) })),
    ...(attribution && { attribution: at(attribution) }),
  };
}
