import { issuesText, issueWords } from '#events';
import { transcriptTrajectory, type Trajectory } from '#trajectory';
import { z } from 'zod';

const blankIsNothing = (value: unknown): unknown => (value === '' ? undefined : value);

const WHOLE = 'must be the place of a message, counted from 0: a whole number';

const RowSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  question: z.string().nullish(),
  mistake_agent: z.string().nullish(),
  /** Some files have it as text. */
  mistake_step: z.preprocess(blankIsNothing, z.coerce.number(WHOLE).int(WHOLE).min(0, WHOLE).nullish()),
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
  const row = RowSchema.safeParse(Array.isArray(document) ? {} : document, { error: issueWords });
  if (!row.success) return { problem: issuesText(row.error) };
  const id = row.data.id ?? fallbackId;
  const trajectory = transcriptTrajectory(document, id);
  if (trajectory === undefined)
    return { problem: 'has no messages: give them as `history` or `messages`, each with a role and a content' };
  const problem = stepProblem(row.data, trajectory);
  if (problem !== undefined) return { problem: `${problem} (id ${id})` };
  return {
    id,
    trajectory,
    ...taskOf(row.data, trajectory),
    truth: truthOf(row.data),
    cluster: row.data.cluster ?? fallbackId,
  };
}

/** A step that is not there could only be missed. */
function stepProblem({ mistake_step: step }: Row, { steps }: Trajectory): string | undefined {
  const last = steps.reduce((most, { entry, index }) => Math.max(most, entry ?? index), 0);
  if (step == null || step <= last) return undefined;
  return `mistake_step ${step} is behind the last message, ${last}: places are counted from 0`;
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
