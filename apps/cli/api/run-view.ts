import { z } from 'zod';
import { RoleSchema, RunIdSchema, TaskRefSchema } from '#events';

const SpendTotalsSchema = z.looseObject({
  attempts: z.int(),
  input: z.int(),
  output: z.int(),
  microDollars: z.int(),
  withoutUsage: z.int(),
  withoutCost: z.int(),
});
/** Sums of what is known, and how many attempts they lack. */
export type SpendTotals = z.infer<typeof SpendTotalsSchema>;

const totalsShape = {
  turns: z.int(),
  messages: z.int(),
  toolCalls: z.int(),
  failedAttempts: z.int(),
  discardedAttempts: z.int(),
  /** By what became of the attempts. */
  spend: z.record(z.string(), SpendTotalsSchema),
};
const TotalsSchema = z.looseObject(totalsShape);

const summaryShape = {
  runId: RunIdSchema,
  status: z.string(),
  parked: z.boolean(),
  rehearsed: z.boolean(),
  sequence: z.int(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  architecture: z.string().optional(),
  taskRef: TaskRefSchema.optional(),
  labels: z.record(z.string(), z.string()),
  continuesRunId: z.string().optional(),
  totals: TotalsSchema,
  graded: z.looseObject({ passed: z.boolean() }).optional(),
};
/** What the CLI reads of a run in a list; everything else is kept for `--json`. */
export const RunSummarySchema = z.looseObject(summaryShape);
export type RunSummary = z.infer<typeof RunSummarySchema>;

const AgentSchema = z.looseObject({
  agentId: z.string(),
  role: RoleSchema,
  provider: z.string(),
  model: z.string(),
  ...totalsShape,
});
const RunDetailSchema = z.looseObject({
  ...summaryShape,
  agents: z.array(AgentSchema),
  answers: z.array(z.looseObject({ agentId: z.string(), text: z.string().optional() })),
});
export type RunDetail = z.infer<typeof RunDetailSchema>;

const AcceptedSchema = z.looseObject({ runId: RunIdSchema, status: z.literal('accepted') });
/** A run that was accepted may not be shown yet. */
export const RunViewSchema = z.union([RunDetailSchema, AcceptedSchema]);
export type RunView = z.infer<typeof RunViewSchema>;

export const isProjected = (view: RunView): view is RunDetail => 'sequence' in view && 'agents' in view;
