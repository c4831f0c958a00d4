import { z } from 'zod';
import { FailureModeSchema, RunDiagnosedSchema, RunIdSchema } from '#events';
import type { Api } from './api.js';
import { RunProfileSchema } from './received-traces.js';
import { runPath } from './projected-run.js';

const { label } = RunDiagnosedSchema.shape;
const EvidenceSchema = z.looseObject({
  step: z.int(),
  sequence: z.int().optional(),
  turnId: z.string().optional(),
  traceId: z.string().exactOptional(),
  spanId: z.string().exactOptional(),
  agent: z.string().optional(),
  kind: z.string().optional(),
  quote: z.string(),
});
const FindingSchema = z.looseObject({
  detector: z.string(),
  mode: FailureModeSchema,
  agent: z.string(),
  step: z.int(),
  claim: z.string(),
  confidence: z.number(),
  evidence: z.array(EvidenceSchema),
});
const AttributionSchema = z.looseObject({
  agent: z.string(),
  step: z.int(),
  confidence: z.number(),
  signs: z.array(z.string()),
});
const VerdictSchema = z.looseObject({
  label,
  confidence: z.number(),
  agent: z.string().exactOptional(),
  step: z.int().exactOptional(),
  detector: z.string().exactOptional(),
  claim: z.string().exactOptional(),
  evidence: z.array(EvidenceSchema),
  secondary: z.array(FindingSchema),
  abstained: z.string().exactOptional(),
  attribution: AttributionSchema.exactOptional(),
});
const MeasureSchema = z.union([z.object({ value: z.number() }), z.object({ reason: z.string() })]);
const FactsSchema = z.looseObject({
  outcome: z.enum(['passed', 'failed', 'ungraded', 'open']),
  turns: z.int(),
  messages: z.int(),
  density: MeasureSchema,
  toolCalls: z.int(),
  failedToolCalls: z.int(),
  failedAttempts: z.int(),
  wallMs: MeasureSchema,
  inputTokens: MeasureSchema,
  outputTokens: MeasureSchema,
  tokens: MeasureSchema,
  microDollars: MeasureSchema,
  estimatedCalls: z.int(),
  lostAttempts: z.int(),
  redundancy: z.intersection(MeasureSchema, z.object({ method: z.string() })),
});
const BaselineSchema = z.looseObject({
  kind: z.string(),
  runIds: z.array(z.string()),
  overheadPercent: MeasureSchema,
  regime: z.string().optional(),
  tokenRatio: MeasureSchema,
});
const RunDiagnosisSchema = VerdictSchema.extend({
  id: z.string(),
  runId: RunIdSchema,
  version: z.string(),
  partial: z.boolean(),
  rehearsed: z.boolean(),
  turnId: z.string().optional(),
  sequence: z.int().optional(),
  traceId: z.string().exactOptional(),
  spanId: z.string().exactOptional(),
  taskHash: z.string().optional(),
  architecture: z.string().optional(),
  facts: FactsSchema,
  baseline: z.union([z.literal('none'), BaselineSchema]),
});
/** The diagnosis of one of our own runs. */
export type RunDiagnosis = z.infer<typeof RunDiagnosisSchema>;

export const diagnosisOfRun = (api: Api, runId: string): Promise<RunDiagnosis> =>
  api.get(`${runPath(runId)}/diagnosis`, RunDiagnosisSchema);

const ReceivedDiagnosisSchema = VerdictSchema.extend({
  runId: z.string(),
  version: z.string(),
  turnId: z.string().optional(),
  traceId: z.string().exactOptional(),
  spanId: z.string().exactOptional(),
  profile: RunProfileSchema,
  facts: FactsSchema,
});
/** The diagnosis of a run of others. */
export type ReceivedDiagnosis = z.infer<typeof ReceivedDiagnosisSchema>;

const TraceDiagnosisSchema = z.looseObject({ traceId: z.string(), runs: z.array(ReceivedDiagnosisSchema) });
/** The diagnoses of the runs that have spans in a trace which a server has received. */
export type TraceDiagnosis = z.infer<typeof TraceDiagnosisSchema>;

export const diagnosisOfTrace = (api: Api, traceId: string): Promise<TraceDiagnosis> =>
  api.get(`/v1/traces/${encodeURIComponent(traceId)}/diagnosis`, TraceDiagnosisSchema);
