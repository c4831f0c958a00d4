import type { DiagnosedPlace, DiagnosisGrounds, RunDiagnosed } from '#events';
import { REDUNDANCY_METHOD, runMetricsOf, type Redundancy } from '#metrics';
import type { Diagnosis, Evidence, Finding } from '#taxonomy';
import type { Step, Trajectory } from '#trajectory';
import type { Judgement } from './judgement.js';

/** A verdict whose grounds stand in place. */
export type Diagnosed = Omit<RunDiagnosed, 'grounds'> & { readonly grounds: DiagnosisGrounds };

/** What was looked at: a run as far as the event of this sequence. */
export interface LookedAt {
  readonly trajectory: Trajectory;
  readonly upTo: number;
  readonly trace?: NonNullable<RunDiagnosed['trace']>;
}

/** The verdict as it is kept and told: each place with event, turn and span. Fields in the order of the schema. */
export function diagnosedOf(run: LookedAt, { diagnosis, redundancy }: Judgement): Diagnosed {
  const { steps } = run.trajectory;
  const { version, label, confidence, agent, step } = diagnosis;
  return {
    ...headOf(run, version),
    label,
    confidence,
    guessed: diagnosis.abstained !== undefined,
    ...(agent !== undefined && { agent }),
    ...(step !== undefined && { place: placeOf(step, steps) }),
    grounds: groundsIn(diagnosis, steps),
    facts: factsOf(run.trajectory, redundancy),
  };
}

/** For a run that cannot be judged: it says so, and what the run took. */
export function unjudged(run: LookedAt, version: string, reason: string): Diagnosed {
  return {
    ...headOf(run, version),
    label: 'none',
    confidence: 0,
    guessed: true,
    grounds: { evidence: [], secondary: [], abstained: reason },
    facts: factsOf(run.trajectory, { reason: 'the run could not be judged', method: REDUNDANCY_METHOD }),
  };
}

function headOf({ trajectory, upTo, trace }: LookedAt, version: string) {
  const { rehearsed, taskHash, architecture } = trajectory;
  return {
    version,
    upTo,
    rehearsed,
    ...(taskHash !== undefined && { taskHash }),
    ...(architecture !== undefined && { architecture }),
    ...(trace !== undefined && { trace }),
  };
}

export function groundsIn(
  { detector, claim, evidence, secondary, abstained, attribution }: Diagnosis,
  steps: readonly Step[],
): DiagnosisGrounds {
  return {
    ...(detector !== undefined && { detector }),
    ...(claim !== undefined && { claim }),
    evidence: evidence.map((one) => evidenceIn(one, steps)),
    secondary: secondary.map((one) => findingIn(one, steps)),
    ...(abstained !== undefined && { abstained }),
    ...(attribution && {
      attribution: {
        agent: attribution.agent,
        ...placeOf(attribution.step, steps),
        confidence: attribution.confidence,
        signs: [...attribution.signs],
      },
    }),
  };
}

const evidenceIn = ({ step, quote }: Evidence, steps: readonly Step[]) => ({
  ...placeOf(step, steps),
  ...(steps[step] && { agent: steps[step].agent, kind: steps[step].kind }),
  quote,
});

const findingIn = ({ detector, mode, agent, step, claim, evidence, confidence }: Finding, steps: readonly Step[]) => ({
  detector,
  mode,
  agent,
  ...placeOf(step, steps),
  claim,
  evidence: evidence.map((one) => evidenceIn(one, steps)),
  confidence,
});

/** Of a run of ours each step has an event. */
const isOwn = (steps: readonly Step[]): boolean => steps.some(({ sequence }) => sequence !== undefined);

/** The task, which is step -1, stands in the first event. */
export function placeOf(step: number, steps: readonly Step[]): DiagnosedPlace {
  const { sequence, turnId, spanId } = steps[step] ?? (isOwn(steps) ? { sequence: 1 } : {});
  return {
    step,
    ...(sequence !== undefined && { sequence }),
    ...(turnId !== undefined && { turnId }),
    ...(spanId !== undefined && { spanId }),
  };
}

/** What the run took, without what needs a baseline. */
export function factsOf(trajectory: Trajectory, redundancy: Redundancy): RunDiagnosed['facts'] {
  const took = runMetricsOf(trajectory);
  return {
    outcome: took.outcome,
    turns: took.turns,
    messages: took.messages,
    density: took.density,
    redundancy,
    toolCalls: took.toolCalls,
    failedToolCalls: took.failedToolCalls,
    failedAttempts: took.failedAttempts,
    wallMs: took.wallMs,
    inputTokens: took.inputTokens,
    outputTokens: took.outputTokens,
    tokens: took.tokens,
    microDollars: took.microDollars,
    estimatedCalls: took.estimatedCalls,
    lostAttempts: took.lostAttempts,
  };
}
