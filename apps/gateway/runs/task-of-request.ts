import { familyOf, followUpText, parseUserTask, taskOf, type Task } from '#tasks';
import { errorsBelow } from '../http/field-errors.js';
import { Problem, type FieldError } from '../http/problem.js';
import type { EarlierRun } from './earlier-run.js';
import { refuse } from './refuse.js';
import type { RunRequest } from './run-request.js';

/** @throws Problem that names every field of the task that cannot be used */
export function taskOfRequest({ task, taskRef }: RunRequest, earlier: EarlierRun | undefined): Task {
  refuse(indexErrors(taskRef));
  const parsed = taskRef === undefined ? parseUserTask(task && withMaterial(task, earlier)) : taskOf(taskRef);
  if ('ok' in parsed) return earlier === undefined ? parsed.ok : following(parsed.ok, earlier);
  throw new Problem(
    'not-runnable',
    'the task cannot be used',
    errorsBelow(taskRef === undefined ? 'task' : 'taskRef', parsed.problems),
  );
}

/** A follow-up that names neither documents nor tools has those of the task that it follows up on. */
function withMaterial(task: NonNullable<RunRequest['task']>, earlier: EarlierRun | undefined): typeof task {
  if (earlier === undefined || task.documents !== undefined || task.tools !== undefined) return task;
  const { documents, tools } = earlier;
  return { ...task, documents: documents.map((document) => ({ ...document })), ...(tools && { tools: [...tools] }) };
}

const following = (task: Task, earlier: EarlierRun): Task => ({
  ...task,
  brief: { ...task.brief, input: followUpText(earlier, inline(task)) },
});

/** No task has been put into blobs when it is planned. */
const inline = ({ brief }: Task): string => (typeof brief.input === 'string' ? brief.input : '');

/** Beyond its size a family repeats itself, which would be measured as another task. */
function indexErrors(ref: RunRequest['taskRef']): readonly FieldError[] {
  const size = ref === undefined ? undefined : familyOf(ref.family)?.size;
  if (ref === undefined || size === undefined || ref.index < size) return [];
  const message = `must be below ${size}, as ${ref.family} has that many tasks for a seed: take another seed for more`;
  return [{ field: 'taskRef.index', message }];
}
