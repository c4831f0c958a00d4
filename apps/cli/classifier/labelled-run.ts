import { transcriptTrajectory, type Trajectory } from '#trajectory';
import { z } from 'zod';

const blankIsNothing = (value: unknown): unknown => (value === '' ? undefined : value);

const RowSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  question: z.string().nullish(),
  mistake_agent: z.string().nullish(),
  /** Some files have it as text. */
  mistake_step: z.preprocess(blankIsNothing, z.coerce.number().int().min(0).nullish()),
  category: z.string().nullish(),
  cluster: z.string().nullish(),
});
type Row = z.infer<typeof RowSchema>;

/** What people found wrong with a run, as far as they say. */
interface Truth {
  readonly agent?: string;
  /** Place of the message in the transcript. */
  readonly step?: number;
  readonly category?: string;
}

/** A transcript of a data file, and the truth about it where people looked. */
export interface LabelledRun {
  readonly id: string;
  readonly trajectory: Trajectory;
  /** What the run was to do, where its messages do not begin with it. */
  readonly task?: string;
  readonly truth: Truth;
  /** The transcript that it was made of, where several were made of one. */
  readonly cluster: string;
}

/** Reads one document; what is wrong with it where it is no transcript. */
export function labelledRun(document: unknown, fallbackId: string): LabelledRun | { readonly problem: string } {
  const row = RowSchema.safeParse(Array.isArray(document) ? {} : document);
  if (!row.success)
    return { problem: row.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
  const id = row.data.id ?? fallbackId;
  const trajectory = transcriptTrajectory(document, id);
  if (trajectory === undefined)
    return { problem: 'has no messages: give them as `history` or `messages`, each with a role and a content' };
  return {
    id,
    trajectory,
    ...taskOf(row.data, trajectory),
    truth: truthOf(row.data),
    cluster: row.data.cluster ?? fallbackId,
  };
}

const truthOf = ({ mistake_agent: agent, mistake_step: step, category }: Row): Truth => ({
  ...(agent != null && { agent }),
  ...(step != null && { step }),
  ...(category != null && { category }),
});

/** An agent that repeats the task has not asked for it. */
function taskOf({ question }: Row, { steps: [first] }: Trajectory): Pick<LabelledRun, 'task'> {
  const asked = first?.kind === 'message' && typeof first.content === 'string' ? first.content : '';
  return question == null || question === '' || asked.includes(question.trim()) ? {} : { task: question };
}
