import { DiagnosedPlaceSchema, DiagnosisGroundsSchema, RunDiagnosedSchema } from '#events';
import { profileOf, type Step, type Trajectory } from '#trajectory';
import { z } from 'zod';
import type { Judgement } from './judgement.js';
import { factsOf, groundsIn, placeOf } from './run-diagnosed.js';

const { version, label, confidence, guessed, agent, facts } = RunDiagnosedSchema.shape;
const { evidence } = DiagnosisGroundsSchema.shape;

/** Of a run of others, which may have spans in several traces. */
const traceId = z.string().optional().meta({ description: 'the trace that has the span' });

export const RunProfileSchema = z
  .object({
    service: z.string().optional().meta({ description: '`service.name`; absent where the resource does not tell' }),
    ending: z
      .object({ status: z.enum(['ok', 'error', 'unknown']), message: z.string().optional() })
      .meta({ description: 'as its root span says, which is not whether its answer is right; unknown without a root' }),
    architecture: z
      .enum(['single', 'centralized', 'decentralized', 'hybrid'])
      .optional()
      .meta({ description: 'that its messages are like; absent where it cannot be told' }),
    startedAt: z.int(),
    endedAt: z.int(),
    hasContent: z.boolean().meta({ description: 'words of models or tools stand in its spans' }),
  })
  .meta({ id: 'RunProfile' });

/** What is said of a run whose spans others have sent. */
export const ReceivedDiagnosisSchema = z
  .object({
    runId: z.string().meta({ description: 'as the trace has it' }),
    profile: RunProfileSchema,
    version,
    label,
    confidence,
    guessed,
    agent,
    ...DiagnosedPlaceSchema.partial().shape,
    traceId,
    ...DiagnosisGroundsSchema.shape,
    evidence: z.array(evidence.element.extend({ traceId }).meta({ id: 'ReceivedEvidence' })),
    facts,
  })
  .meta({ id: 'ReceivedDiagnosis' });
export type ReceivedDiagnosis = z.infer<typeof ReceivedDiagnosisSchema>;

export function receivedDiagnosis(trajectory: Trajectory, { diagnosis, redundancy }: Judgement): ReceivedDiagnosis {
  const { steps, runId } = trajectory;
  const { step } = diagnosis;
  const grounds = groundsIn(diagnosis, steps);
  return {
    runId,
    profile: profileOf(trajectory),
    version: diagnosis.version,
    label: diagnosis.label,
    confidence: diagnosis.confidence,
    guessed: diagnosis.abstained !== undefined,
    ...(diagnosis.agent !== undefined && { agent: diagnosis.agent }),
    ...(step !== undefined && { ...placeOf(step, steps), ...traceOf(step, steps) }),
    ...grounds,
    evidence: grounds.evidence.map((one) => ({ ...one, ...traceOf(one.step, steps) })),
    facts: factsOf(trajectory, redundancy),
  };
}

function traceOf(step: number, steps: readonly Step[]) {
  const id = steps[step]?.traceId;
  return id === undefined ? {} : { traceId: id };
}
