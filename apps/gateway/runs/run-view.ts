import {
  AgentIdSchema,
  BudgetKindSchema,
  BudgetSchema,
  EVENT_SCHEMAS,
  RoleSchema,
  RunIdSchema,
  TaskRefSchema,
} from '#events';
import { RUN_STATUSES, SPEND_FATES, type AgentCounts, type RunRow } from '#read-models';
import type { RunDetail, RunSummary, Spend } from '#store';
import { z } from 'zod';

const count = z.int().min(0);
const time = z.int().min(0).meta({ description: 'epoch milliseconds' });

const SpendTotalsSchema = z
  .object({
    attempts: count,
    input: count,
    output: count,
    microDollars: count,
    withoutUsage: count,
    withoutCost: count,
  })
  .meta({
    id: 'SpendTotals',
    description: 'Sums of what is known; `withoutUsage` and `withoutCost` count the attempts that they lack.',
  });
const SpendSchema = z
  .record(z.enum(SPEND_FATES), SpendTotalsSchema)
  .meta({ id: 'Spend', description: 'By what became of the attempts; `answered`: their tools are still at work.' });
const countShape = { turns: count, messages: count, toolCalls: count, failedAttempts: count, discardedAttempts: count };
const TotalsSchema = z.object({ ...countShape, spend: SpendSchema }).meta({ id: 'RunTotals' });

const AgentViewSchema = z
  .object({
    agentId: AgentIdSchema,
    role: RoleSchema,
    provider: z.string(),
    model: z.string(),
    tier: z.string().optional(),
    ...countShape,
    spend: SpendSchema,
  })
  .meta({ id: 'AgentView' });

const OutcomeSchema = z
  .object({
    because: z.string().optional(),
    budget: BudgetKindSchema.optional(),
    code: z.string().optional(),
    message: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'RunOutcome' });

const summaryShape = {
  runId: RunIdSchema,
  status: z.enum(RUN_STATUSES),
  parked: z.boolean().meta({ description: 'an event of the run could not be read: what is shown is incomplete' }),
  rehearsed: z.boolean().meta({ description: 'simulated: no model was asked' }),
  sequence: z.int().min(1).meta({ description: 'the last event that is shown here' }),
  startedAt: time,
  updatedAt: time,
  endedAt: time.optional(),
  architecture: z.string().optional(),
  system: z.string().optional(),
  systemHash: z.string().optional(),
  taskRef: TaskRefSchema.optional(),
  taskHash: z.string().optional(),
  budget: BudgetSchema.optional(),
  seed: count.optional(),
  labels: z.record(z.string(), z.string()),
  comparisonId: z.string().optional(),
  continuesRunId: RunIdSchema.optional(),
  traceId: z.string().optional(),
  totals: TotalsSchema,
  outcome: OutcomeSchema.optional(),
  graded: EVENT_SCHEMAS.RunGraded.optional(),
};
const RunSummarySchema = z.object(summaryShape).meta({ id: 'RunSummary' });
export type RunSummaryView = z.infer<typeof RunSummarySchema>;

const AnswerViewSchema = z
  .object({
    agentId: AgentIdSchema,
    text: z.string().optional().meta({ description: 'absent where the text has been erased' }),
  })
  .meta({ id: 'AnswerView' });
export type AnswerView = z.infer<typeof AnswerViewSchema>;

const RunDetailSchema = z
  .object({ ...summaryShape, agents: z.array(AgentViewSchema), answers: z.array(AnswerViewSchema) })
  .meta({ id: 'RunDetail' });
const AcceptedRunSchema = z
  .object({ runId: RunIdSchema, status: z.literal('accepted') })
  .meta({ id: 'AcceptedRun', description: 'nothing of the run is shown yet' });

/** Answer to `GET /v1/runs/{runId}`. */
export const RunViewSchema = z.union([RunDetailSchema, AcceptedRunSchema]).meta({ id: 'RunView' });
export type RunView = z.infer<typeof RunViewSchema>;
export const RunPageSchema = z
  .object({ runs: z.array(RunSummarySchema), next: RunIdSchema.optional() })
  .meta({ id: 'RunPage', description: '`next` is the cursor of the following page' });

export function runSummaryView({ run, counts, spend }: RunSummary): RunSummaryView {
  return {
    runId: run.runId,
    status: run.status,
    parked: run.parked === 1,
    rehearsed: run.rehearsed === 1,
    sequence: run.sequence,
    startedAt: run.startedAt,
    updatedAt: run.updatedAt,
    ...known({ endedAt: run.endedAt, architecture: run.architecture, comparisonId: run.comparisonId }),
    ...originView(run),
    totals: { ...countsView(counts), spend },
    ...known({ outcome: run.outcome, graded: run.graded }),
  };
}

export const runDetailView = (detail: RunDetail, answers: AnswerView[]): RunView => ({
  ...runSummaryView(detail),
  agents: detail.agents.map(agentView),
  answers,
});

const agentView = (agent: RunDetail['agents'][number]) => ({
  agentId: agent.agentId,
  role: agent.role,
  provider: agent.provider,
  model: agent.model,
  ...known({ tier: agent.tier }),
  ...countsView(agent),
  spend: agent.spend satisfies Spend,
});

const countsView = ({
  turns,
  messages,
  toolCalls,
  failedAttempts,
  discardedAttempts,
}: AgentCounts): Omit<AgentCounts, 'requestedAttempts'> => ({
  turns,
  messages,
  toolCalls,
  failedAttempts,
  discardedAttempts,
});

function originView({ origin }: RunRow): Pick<RunSummaryView, 'labels' | 'system' | 'seed'> {
  if (origin === null) return { labels: {} };
  const { gradable: _gradable, erasable: _erasable, labels, ...shown } = origin;
  return { ...shown, labels: { ...labels } };
}

type Known<Columns> = { [Name in keyof Columns]?: NonNullable<Columns[Name]> };
/** What a row does not know is left out. */
const known = <Columns extends object>(columns: Columns): Known<Columns> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)) as Known<Columns>;
