import { ReceivedDiagnosisSchema, RunProfileSchema } from '#diagnosis';
import { inspectionOf, profileOf, type Inspection, type ReceivedTrace, type Trajectory } from '#trajectory';
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
    spans: z.int().meta({ description: 'Each counts once; while it is being collected, repetitions count' }),
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

const ofRun = { description: 'Of its run; absent while it is being collected' };

export const ReceivedTraceSchema = TraceSummarySchema.extend({
  turns: TraceSummarySchema.shape.turns.meta(ofRun),
  agents: TraceSummarySchema.shape.agents.meta(ofRun),
  profile: TraceSummarySchema.shape.profile.meta(ofRun),
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
    spans: findings.spans ?? spans,
    status: 'complete',
    ...(family !== undefined && { family }),
    turns,
    agents: [...agents],
    ...(profile && { profile }),
  };
}

/** A complete trace with what its run, other traces of that run included, is found to be. */
export function receivedTraceView(trace: ReceivedTrace, found: readonly Trajectory[]): ReceivedTraceView {
  const summary = traceSummaryView(trace);
  const runs = found.map(inspectionOf);
  const [[run], [shown]] = [found, runs];
  if (summary.status === 'collecting' || run === undefined || shown === undefined) return { ...summary, runs };
  const { family, turns, agents } = shown;
  return { ...summary, family, turns, agents: agents.map(({ name }) => name), profile: profileOf(run), runs };
}
