import { BudgetSchema, TaskRefSchema } from '#events';
import { SystemRequestSchema } from '#systems';
import { z } from 'zod';
import { TOKEN_TOLERANCE } from './experiment.js';

/** Stands in idempotency keys, labels and file names. */
const NameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, ".", "_" or "-"');

const seeds = z.array(z.int().min(0).max(1_000_000_000)).min(1);

const OwnSystemSchema = z
  .strictObject({ ...SystemRequestSchema.shape, name: NameSchema })
  .meta({ id: 'ExperimentSystem', description: 'A system of your own under a name of your own' });

const SystemSchema = z.union([
  z.string().min(1).meta({ description: 'An architecture or a preset; see `parley systems`' }),
  OwnSystemSchema,
]);

const TasksSchema = z
  .strictObject({
    family: TaskRefSchema.shape.family.meta({ description: 'See `parley tasks`' }),
    levels: z
      .array(z.int().min(1))
      .min(1)
      .optional()
      .meta({ description: "Each level is measured apart; default: the family's own mixture" }),
    count: z.int().min(1).meta({ description: 'Tasks of each level and seed' }),
    seeds: seeds.optional().meta({ description: "Default: the experiment's" }),
  })
  .meta({ id: 'ExperimentTasks' });

/** Of turns, tokens and time a run needs some. */
const some = z.int().min(1).optional();

/** The file of `parley experiment`. */
export const ExperimentSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: NameSchema.meta({ description: 'Its runs are found by it; the same name goes on where it stopped' }),
    systems: z.array(SystemSchema).min(1),
    baseline: z
      .string()
      .optional()
      .meta({ description: 'Name of the system that the others are measured against; default: single' }),
    tasks: z.array(TasksSchema).min(1),
    seeds: seeds.default([1]).meta({ description: 'Each seed draws other tasks' }),
    repetitions: z.int().min(1).default(1).meta({
      description: 'Runs of each task on each system, each with another seed; averaged before tasks are compared',
    }),
    budget: z
      .strictObject({ ...BudgetSchema.shape, turns: some, tokens: some, wallMs: some })
      .optional()
      .meta({ description: 'Of each run' }),
    costCapMicroDollars: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Of all runs together: no further run is started that might exceed it' }),
    concurrency: z.int().min(1).max(256).default(8).meta({ description: 'Runs at once' }),
    tokenTolerance: z
      .number()
      .min(0)
      .max(1)
      .default(TOKEN_TOLERANCE)
      .meta({ description: 'Systems are called matched whose mean tokens differ by no more than this share' }),
  })
  .meta({
    title: 'An experiment of Parley',
    description: 'Systems x tasks x seeds x repetitions, for `parley experiment FILE`',
  });
export type ExperimentFile = z.infer<typeof ExperimentSchema>;

/** JSON Schema (draft 7, as most editors read it) of the file. */
export const experimentJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(ExperimentSchema, { target: 'draft-7', io: 'input' }),
});
