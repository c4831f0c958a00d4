import { ReceivedDiagnosisSchema, RunProfileSchema } from '#diagnosis';
import type { Inspection, ReceivedTrace } from '#trajectory';
import { z } from 'zod';

const CountSchema = z.int().nullable().meta({ description: 'null where the source cannot tell' });

const InspectionSchema = z
  .object({
    family: z.string(),
    runId: z.string(),
    turns: z.int(),
    agents: z.array(
      z.object({ name: z.string(), turns: z.int(), inputTokens: CountSchema, outputTokens: CountSchema }),
    ),
    toolCalls: z.array(z.object({ agent: z.string(), name: z.string(), ok: z.boolean() })),
    messages: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        kind: z.enum(['delegate', 'report', 'handoff', 'peer', 'error']),
      }),
    ),
    tokens: z.object({ input: CountSchema, output: CountSchema }),
    errors: z.array(
      z.object({
        agent: z.string().nullable(),
        kind: z.enum(['model', 'tool', 'agent', 'run']),
        message: z.string(),
      }),
    ),
    unknown: z.array(z.string()).meta({ description: 'What the trace cannot tell, headed by the field it concerns' }),
  })
  .meta({ id: 'Inspection', description: 'As `parley inspect --json` prints it' });

const TraceSummarySchema = z
  .object({
    traceId: z.string(),
    receivedAt: z.int(),
    updatedAt: z.int(),
    spans: z.int().meta({ description: 'Repetitions included' }),
    status: z.enum(['collecting', 'complete']),
    family: z.string().optional().meta({ description: 'Of the conventions of its model calls' }),
    turns: z.int().optional().meta({ description: 'Of this trace alone; absent while it is being collected' }),
    agents: z.array(z.string()).optional(),
    profile: RunProfileSchema.optional().meta({ description: 'of the run in it, as far as this trace alone shows it' }),
  })
  .meta({ id: 'TraceSummary' });

export const TracePageSchema = z
  .object({ traces: z.array(TraceSummarySchema), next: z.string().optional() })
  .meta({ id: 'TracePage' });

export const ReceivedTraceSchema = TraceSummarySchema.extend({
  runs: z.array(InspectionSchema).meta({
    description: 'What its run did, other traces of that run included; empty where no agent, model or tool worked',
  }),
}).meta({ id: 'ReceivedTrace' });

export const TraceDiagnosisSchema = z
  .object({ traceId: z.string(), runs: z.array(ReceivedDiagnosisSchema) })
  .meta({ id: 'TraceDiagnosis' });

export type TraceSummaryView = z.infer<typeof TraceSummarySchema>;
export type ReceivedTraceView = TraceSummaryView & { readonly runs: readonly Inspection[] };

export function traceSummaryView({ traceId, receivedAt, updatedAt, spans, findings }: ReceivedTrace): TraceSummaryView {
  const seen = { traceId, receivedAt, updatedAt, spans };
  if (findings === undefined) return { ...seen, status: 'collecting' };
  const { family, turns, agents, profile } = findings;
  return {
    ...seen,
    status: 'complete',
    ...(family !== undefined && { family }),
    turns,
    agents: [...agents],
    ...(profile && { profile }),
  };
}
