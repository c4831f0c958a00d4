import { DiagnosedPlaceSchema, DiagnosisGroundsSchema, RunDiagnosedSchema } from '#events';
import type { Trajectory } from '#trajectory';
import { z } from 'zod';
import type { Judgement } from './judgement.js';
import { factsOf, groundsIn, placeOf } from './run-diagnosed.js';

const { version, label, confidence, guessed, agent, facts } = RunDiagnosedSchema.shape;

/** What is said of a run whose spans others have sent. */
export const ReceivedDiagnosisSchema = z
  .object({
    runId: z.string().meta({ description: 'as the trace has it' }),
    version,
    label,
    confidence,
    guessed,
    agent,
    ...DiagnosedPlaceSchema.partial().shape,
    ...DiagnosisGroundsSchema.shape,
    facts,
  })
  .meta({ id: 'ReceivedDiagnosis' });
export type ReceivedDiagnosis = z.infer<typeof ReceivedDiagnosisSchema>;

export function receivedDiagnosis(trajectory: Trajectory, { diagnosis, redundancy }: Judgement): ReceivedDiagnosis {
  const { steps, runId } = trajectory;
  const { step } = diagnosis;
  return {
    runId,
    version: diagnosis.version,
    label: diagnosis.label,
    confidence: diagnosis.confidence,
    guessed: diagnosis.abstained !== undefined,
    ...(diagnosis.agent !== undefined && { agent: diagnosis.agent }),
    ...(step !== undefined && placeOf(step, steps)),
    ...groundsIn(diagnosis, steps),
    facts: factsOf(trajectory, redundancy),
  };
}
