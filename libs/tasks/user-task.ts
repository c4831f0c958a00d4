import { z } from 'zod';
import { messageOf, problemsOf, type FieldProblem } from './field-problem.js';
import { GraderSpecSchema } from './grader-spec.js';
import type { GraderSpec, Task } from './task.js';

/** Tools without which documents could not be read; a task with documents has them unless it names its own. */
const DOCUMENT_TOOLS = ['search_documents', 'read_document', 'calculator'];

const UserDocumentSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  text: z.string(),
  mediaType: z.string().min(1).optional(),
});
type UserDocument = z.infer<typeof UserDocumentSchema>;

/** `grader` and `expected` are judged together, by `graderOf`. */
const UserTaskSchema = z.strictObject({
  input: z.string().min(1),
  documents: z.array(UserDocumentSchema).optional(),
  tools: z.array(z.string().min(1)).optional(),
  grader: z.looseObject({}).optional(),
  expected: z.unknown().optional(),
});
type UserTask = z.infer<typeof UserTaskSchema>;

export type ParsedTask = { readonly ok: Task } | { readonly problems: readonly FieldProblem[] };

/**
 * A person's own task: `{input, documents?: [{id, title?, text, mediaType?}], tools?, grader?, expected?}`. Without a
 * grader `expected` decides it: a number is compared without tolerance, a text exactly, a list means one of them.
 */
export function parseUserTask(json: unknown): ParsedTask {
  const parsed = UserTaskSchema.safeParse(json, { error: messageOf });
  if (!parsed.success) return { problems: problemsOf(parsed.error) };
  const twins = twinProblems(parsed.data.documents ?? []);
  const grader = graderOf(parsed.data);
  const problems = [...twins, ...('problems' in grader ? grader.problems : [])];
  if ('problems' in grader || problems.length > 0) return { problems };
  return { ok: { brief: briefOf(parsed.data), grader: grader.ok } };
}

function briefOf({ input, documents = [], tools }: UserTask): Task['brief'] {
  return {
    input,
    documents: documents.map(({ id, title = id, mediaType = 'text/plain', text }) => ({
      id,
      title,
      mediaType,
      content: text,
    })),
    tools: tools ?? (documents.length > 0 ? DOCUMENT_TOOLS : []),
  };
}

const twinProblems = (documents: readonly UserDocument[]): FieldProblem[] =>
  documents.flatMap(({ id }, index) =>
    documents.findIndex((other) => other.id === id) === index
      ? []
      : [{ field: `documents[${index}].id`, message: `"${id}" is the id of an earlier document: give each its own` }],
  );

type ParsedGrader = { readonly ok: GraderSpec } | { readonly problems: readonly FieldProblem[] };

function graderOf({ grader, expected }: UserTask): ParsedGrader {
  if (grader === undefined) return graderFor(expected);
  if (expected !== undefined && 'expected' in grader) {
    return { problems: [{ field: 'expected', message: 'is given twice: keep either this or grader.expected' }] };
  }
  const whole = {
    ...(grader['kind'] === 'numeric' && { tolerance: 0 }),
    ...grader,
    ...(expected !== undefined && { expected }),
  };
  const parsed = GraderSpecSchema.safeParse(whole, { error: messageOf });
  return parsed.success ? { ok: parsed.data } : { problems: problemsOf(parsed.error, ['grader']) };
}

function graderFor(expected: unknown): ParsedGrader {
  if (expected === undefined) return { ok: { kind: 'none' } };
  if (typeof expected === 'number') return { ok: { kind: 'numeric', expected, tolerance: 0 } };
  if (typeof expected === 'string') return { ok: { kind: 'exact', expected } };
  const list = z.array(z.string()).min(1).safeParse(expected);
  if (list.success) return { ok: { kind: 'one-of', expected: list.data } };
  return {
    problems: [
      {
        field: 'expected',
        message: 'must be a text, a number or a list of texts: for other values give a json-path grader',
      },
    ],
  };
}
