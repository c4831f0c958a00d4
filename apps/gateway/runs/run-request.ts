import {
  AgentIdSchema,
  BudgetSchema,
  COMMAND_SCHEMAS,
  LimitsSchema,
  ModelParametersSchema,
  ModelSpecSchema,
  ParametersSchema,
  ResolvedAgentSchema,
  RoleSchema,
  RunIdSchema,
  TaskRefSchema,
} from '#events';
import { z } from 'zod';

const MOST_AGENTS = 64;
const MOST_DOCUMENTS = 500;
const name = z.string().min(1).max(200);

/** What a task of one's own looks like; `parseUserTask` is what checks it. */
const UserTaskSchema = z
  .looseObject({
    input: z.string(),
    documents: z
      .array(
        z.looseObject({
          id: z.string(),
          title: z.string().optional(),
          text: z.string(),
          mediaType: z.string().optional(),
        }),
      )
      .max(MOST_DOCUMENTS)
      .optional(),
    tools: z.array(z.string()).optional(),
    grader: z.looseObject({ kind: z.string() }).optional(),
    expected: z.unknown().optional(),
  })
  .meta({
    id: 'UserTask',
    description:
      'A task of your own. `grader` is one of exact, numeric {tolerance, unit?}, one-of, json-path {path}, none; without it `expected` decides: a number, a text, or a list of texts that are all right.',
  });

/** A model as a user names it; agents of one system may have different ones. */
const ModelRequestSchema = z
  .strictObject({
    ...ModelSpecSchema.shape,
    calling: ModelSpecSchema.shape.calling.default('native'),
    parameters: ModelParametersSchema.default({}),
  })
  .meta({ id: 'ModelRequest' });

const AgentRequestSchema = z
  .strictObject({
    agentId: AgentIdSchema,
    role: RoleSchema.optional(),
    instructions: z.string().max(65_536).optional(),
    model: ModelRequestSchema.optional(),
    tools: z.array(z.string()).optional(),
    context: ResolvedAgentSchema.shape.context,
  })
  .meta({ id: 'AgentRequest' });

const SystemRequestSchema = z
  .strictObject({
    architecture: name,
    name: name.optional(),
    model: ModelRequestSchema.optional(),
    agents: z.array(AgentRequestSchema).min(1).max(MOST_AGENTS).optional(),
    parameters: ParametersSchema.optional(),
    limits: LimitsSchema.partial().optional(),
  })
  .meta({ id: 'SystemRequest' });

/** Body of `POST /v1/runs`. */
export const RunRequestSchema = z
  .strictObject({
    task: UserTaskSchema.optional(),
    taskRef: TaskRefSchema.optional(),
    system: SystemRequestSchema,
    budget: BudgetSchema.optional(),
    seed: z.int().min(0).optional().meta({ description: 'Default: drawn, and shown with the run' }),
    labels: COMMAND_SCHEMAS.StartRun.shape.labels.optional(),
    comparisonId: name.optional(),
    continuesRunId: RunIdSchema.optional(),
    erasable: z.boolean().optional(),
  })
  .refine(({ task, taskRef }) => (task === undefined) !== (taskRef === undefined), {
    path: ['task'],
    error: 'give either this or taskRef, and not both',
  })
  .meta({ id: 'RunRequest' });
export type RunRequest = z.infer<typeof RunRequestSchema>;
