import { DiagnosedPlaceSchema, DiagnosisGroundsSchema, MeasureSchema, RunDiagnosedSchema, RunIdSchema } from '#events';
import { z } from 'zod';

const PairedSchema = z
  .object({
    kind: z
      .enum(['paired', 'family'])
      .meta({ description: 'runs of the same task, or, where there are none, of tasks of the same family' }),
    runIds: z.array(z.string()),
    overheadPercent: MeasureSchema,
    regime: z.enum(['under', 'optimal', 'over', 'between']).optional(),
    tokenRatio: MeasureSchema,
  })
  .meta({ id: 'Baseline', description: 'Finished single-agent runs by a model of the team' });

/** Answer to `GET /v1/runs/{runId}/diagnosis`. */
export const DiagnosisSchema = z
  .object({
    id: z.string().meta({ description: '`runId:version`: the same version says the same of the same events' }),
    runId: RunIdSchema,
    ...RunDiagnosedSchema.omit({ grounds: true, place: true, trace: true }).shape,
    ...DiagnosedPlaceSchema.partial().shape,
    ...DiagnosisGroundsSchema.shape,
    traceId: z
      .string()
      .optional()
      .meta({ description: 'where the spans of its places are; absent for a run whose spans are not sent' }),
    partial: z.boolean().meta({ description: 'the run has not ended: what follows may change' }),
    versions: z.array(z.string()).meta({ description: 'whose verdicts on this run are kept, the latest first' }),
    baseline: z.union([z.literal('none'), PairedSchema]),
  })
  .meta({ id: 'Diagnosis' });
export type DiagnosisView = z.infer<typeof DiagnosisSchema>;
