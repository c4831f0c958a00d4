import { RunIdSchema } from '#events';
import { REDUNDANCY_METHOD } from '#metrics';
import { z } from 'zod';

// The classifier is loaded by its own thread alone, so its classes are written out here; a label that is missing is a
// type error in `diagnosis-view.ts`.
const FailureModeSchema = z.enum([
  'logical_contradiction',
  'numerical_drift',
  'context_omission',
  'coordination_failure',
  'other',
]);

const share = z.number().min(0).max(1);
const count = z.int().min(0);

const placeShape = {
  step: z.int().min(-1).meta({ description: 'place in the trajectory, from 0; -1 is the task itself' }),
  sequence: z.int().min(1).optional().meta({ description: 'the event that shows the step' }),
  turnId: z.string().optional(),
  spanId: z.string().optional().meta({ description: 'the span that shows the step in the trace of the run' }),
};
const EvidenceSchema = z
  .object({
    ...placeShape,
    agent: z.string().optional(),
    kind: z
      .enum(['turn', 'tool_call', 'message'])
      .optional()
      .meta({ description: 'of the step; the words of a `tool_call` are the tool’s, which its agent was shown' }),
    quote: z.string(),
  })
  .meta({ id: 'Evidence', description: 'Words of the run, verbatim' });
const FindingSchema = z
  .object({
    detector: z.string(),
    mode: FailureModeSchema,
    agent: z.string(),
    ...placeShape,
    claim: z.string(),
    evidence: z.array(EvidenceSchema),
    confidence: share,
  })
  .meta({ id: 'Finding' });
const AttributionSchema = z
  .object({ agent: z.string(), ...placeShape, confidence: share, signs: z.array(z.string()) })
  .meta({ id: 'Attribution', description: 'A guess by signs, and no evidence' });

const measureShape = { value: z.number().optional(), reason: z.string().optional() };
const MeasureSchema = z
  .object(measureShape)
  .meta({ id: 'Measure', description: 'Either `value`, or the `reason` why there is none' });
const RedundancySchema = z
  .object({ ...measureShape, method: z.literal(REDUNDANCY_METHOD) })
  .meta({ id: 'Redundancy', description: 'Mean likeness of what two agents said; not comparable with other methods' });

const FactsSchema = z
  .object({
    outcome: z.enum(['passed', 'failed', 'ungraded', 'open']),
    turns: count,
    messages: count,
    density: MeasureSchema,
    redundancy: RedundancySchema,
    toolCalls: count,
    failedToolCalls: count,
    failedAttempts: count,
    wallMs: MeasureSchema,
    inputTokens: MeasureSchema,
    outputTokens: MeasureSchema,
    tokens: MeasureSchema,
    microDollars: MeasureSchema,
    estimatedCalls: count,
    lostAttempts: count,
  })
  .meta({ id: 'RunFacts', description: 'What the run took, from its own events alone' });

const PairedSchema = z
  .object({
    runIds: z.array(z.string()),
    overheadPercent: MeasureSchema,
    regime: z.enum(['under', 'optimal', 'over', 'between']).optional(),
    tokenRatio: MeasureSchema,
  })
  .meta({ id: 'Baseline', description: 'Finished single-agent runs of the same task, by a model of the team' });

/** Answer to `GET /v1/runs/{runId}/diagnosis`. */
export const DiagnosisSchema = z
  .object({
    id: z.string().meta({ description: '`runId:version`: the same version says the same of the same events' }),
    runId: RunIdSchema,
    version: z.string().meta({ description: 'of the classifier' }),
    upTo: z.int().min(1).meta({ description: 'sequence of the last event that was looked at' }),
    partial: z.boolean().meta({ description: 'the run has not ended: what follows may change' }),
    rehearsed: z.boolean(),
    taskHash: z.string().optional(),
    architecture: z.string().optional(),
    label: z.union([FailureModeSchema, z.literal('none')]),
    confidence: share,
    agent: z.string().optional(),
    ...placeShape,
    step: placeShape.step.optional(),
    evidence: z.array(EvidenceSchema),
    secondary: z.array(FindingSchema),
    abstained: z.string().optional().meta({ description: 'why no cause is named that evidence supports' }),
    attribution: AttributionSchema.optional(),
    facts: FactsSchema,
    baseline: z.union([z.literal('none'), PairedSchema]),
  })
  .meta({ id: 'Diagnosis' });
export type DiagnosisView = z.infer<typeof DiagnosisSchema>;
