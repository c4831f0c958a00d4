import { z } from 'zod';
import { BlobRefSchema, CountSchema, SequenceSchema } from './values.js';

/** What can have gone wrong in a run, as the classifier tells it apart. */
export const FailureModeSchema = z.enum([
  'logical_contradiction',
  'numerical_drift',
  'context_omission',
  'coordination_failure',
  'other',
]);

const ShareSchema = z.number().min(0).max(1);

const placeShape = {
  step: z.int().min(-1).meta({ description: 'place in the trajectory, from 0; -1 is the task itself' }),
  sequence: SequenceSchema.optional().meta({ description: 'the event that shows the step' }),
  turnId: z.string().optional(),
  spanId: z.string().optional().meta({ description: 'the span that shows the step in the trace of the run' }),
};
export const DiagnosedPlaceSchema = z.strictObject(placeShape).meta({ id: 'DiagnosedPlace' });
export type DiagnosedPlace = z.infer<typeof DiagnosedPlaceSchema>;

const EvidenceSchema = z
  .strictObject({
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
  .strictObject({
    detector: z.string(),
    mode: FailureModeSchema,
    agent: z.string(),
    ...placeShape,
    claim: z.string(),
    evidence: z.array(EvidenceSchema),
    confidence: ShareSchema,
  })
  .meta({ id: 'Finding' });
const AttributionSchema = z
  .strictObject({ agent: z.string(), ...placeShape, confidence: ShareSchema, signs: z.array(z.string()) })
  .meta({ id: 'Attribution', description: 'A guess by signs, and no evidence' });

/** Why the verdict is what it is: words of the run among it. */
export const DiagnosisGroundsSchema = z
  .strictObject({
    detector: z.string().optional().meta({ description: 'who found the fault that decided; absent where nobody did' }),
    claim: z.string().optional().meta({ description: 'what is wrong, in one sentence' }),
    evidence: z.array(EvidenceSchema),
    secondary: z.array(FindingSchema),
    abstained: z.string().optional().meta({ description: 'why no cause is named that evidence supports' }),
    attribution: AttributionSchema.optional(),
  })
  .meta({ id: 'DiagnosisGrounds' });
export type DiagnosisGrounds = z.infer<typeof DiagnosisGroundsSchema>;

const measureShape = { value: z.number().optional(), reason: z.string().optional() };
export const MeasureSchema = z
  .strictObject(measureShape)
  .meta({ id: 'Measure', description: 'Either `value`, or the `reason` why there is none' });
const RedundancySchema = z
  .strictObject({ ...measureShape, method: z.string() })
  .meta({ id: 'Redundancy', description: 'Mean likeness of what two agents said; not comparable with other methods' });

export const RunFactsSchema = z
  .strictObject({
    outcome: z.enum(['passed', 'failed', 'ungraded', 'open']),
    turns: CountSchema,
    messages: CountSchema,
    density: MeasureSchema,
    redundancy: RedundancySchema,
    toolCalls: CountSchema,
    failedToolCalls: CountSchema,
    failedAttempts: CountSchema,
    wallMs: MeasureSchema,
    inputTokens: MeasureSchema,
    outputTokens: MeasureSchema,
    tokens: MeasureSchema,
    microDollars: MeasureSchema,
    estimatedCalls: CountSchema,
    lostAttempts: CountSchema,
  })
  .meta({ id: 'RunFacts', description: 'What the run took, from its own events alone' });

/**
 * The verdict of one version of the classifier on a run that has ended. The same events and the same version give the
 * same data. `grounds` lie in a blob of the run where they are long, and where the run is to be erasable.
 */
export const RunDiagnosedSchema = z
  .strictObject({
    version: z.string().min(1).meta({ description: 'of the classifier' }),
    upTo: SequenceSchema.meta({ description: 'sequence of the last event that was looked at' }),
    rehearsed: z.boolean(),
    taskHash: z.string().optional(),
    architecture: z.string().optional(),
    trace: z
      .strictObject({ traceId: z.string(), isSent: z.boolean() })
      .optional()
      .meta({ description: 'of the run; `isSent`: its spans are, since it was sampled or has failed' }),
    label: z.union([FailureModeSchema, z.literal('none')]),
    confidence: ShareSchema,
    guessed: z.boolean().meta({ description: 'label, agent and place rest on signs, and on no evidence' }),
    agent: z.string().optional(),
    place: DiagnosedPlaceSchema.optional(),
    grounds: z.union([DiagnosisGroundsSchema, BlobRefSchema]),
    facts: RunFactsSchema,
  })
  .meta({ id: 'RunDiagnosed' });
export type RunDiagnosed = Readonly<z.infer<typeof RunDiagnosedSchema>>;
