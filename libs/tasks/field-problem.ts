import type { z } from 'zod';

/** What is wrong with a part of an input, and how to put it right. */
export interface FieldProblem {
  /** As in `documents[0].id`; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

/** What a schema found, in words for the person who wrote the input; `prefix` is where the input stands in theirs. */
export const problemsOf = (error: z.ZodError, prefix: readonly PropertyKey[] = []): FieldProblem[] =>
  error.issues.flatMap((issue) => problemsOfIssue(issue, [...prefix, ...issue.path]));

function problemsOfIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): FieldProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldAt(path), message: issue.message }];
  return issue.keys.map((key) => ({
    field: fieldAt([...path, key]),
    message: 'is not known here: remove it or correct its name',
  }));
}

const fieldAt = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  nonoptional: 'a value',
};

/** Words for what zod would say in its own; undefined leaves a schema's own message alone. */
export function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `${issue.input === undefined ? 'is missing: give' : 'must be'} ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_union':
      return issue.discriminator === undefined
        ? undefined
        : 'is missing or not known: use one of exact, numeric, one-of, json-path, none';
    case 'too_small':
      return issue.origin === 'number' ? `must be ${String(issue.minimum)} or more` : 'must not be empty';
    default:
      return undefined;
  }
}
