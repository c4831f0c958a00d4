import { BudgetSchema, COMMAND_SCHEMAS, RunIdSchema, TaskRefSchema } from '#events';
import { SystemRequestSchema } from '#systems';
import { z } from 'zod';

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

/** Of turns, tokens and time a run needs some; money it may need none of. */
const some = z.int().min(1, 'must be 1 or more: leave it out where nothing is to be limited').optional();
const BudgetRequestSchema = z
  .strictObject({ ...BudgetSchema.shape, turns: some, tokens: some, wallMs: some })
  .meta({ id: 'BudgetRequest' });

/** Body of `POST /v1/runs`. What is left out is what its default says: it makes no other body. */
export const RunRequestSchema = z
  .strictObject({
    task: UserTaskSchema.optional(),
    taskRef: TaskRefSchema.optional(),
    system: SystemRequestSchema,
    budget: BudgetRequestSchema.default({}),
    seed: z.int().min(0).optional().meta({ description: 'Default: drawn, and shown with the run' }),
    labels: COMMAND_SCHEMAS.StartRun.shape.labels.default({}),
    comparisonId: name.optional(),
    continuesRunId: RunIdSchema.optional(),
    erasable: z.boolean().default(false),
  })
  .refine(({ task, taskRef }) => (task === undefined) !== (taskRef === undefined), {
    path: ['task'],
    error: 'give either this or taskRef, and not both',
  })
  .meta({ id: 'RunRequest' });
export type RunRequest = z.infer<typeof RunRequestSchema>;
