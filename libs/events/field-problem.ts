import type { z } from 'zod';

/** What is wrong with a part of an input, and how to put it right. */
export interface FieldProblem {
  /** As in `systems[1].model`; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** What a schema has found that was asked with `issueWords`, field by field. */
export const fieldProblems = (issues: readonly Issue[]): readonly FieldProblem[] => issues.flatMap(problemsOf);

/** The same on one line. */
export const issuesText = ({ issues }: { readonly issues: readonly Issue[] }): string =>
  fieldProblems(issues)
    .map(({ field, message }) => (field === '' ? message : `${field} ${message}`))
    .join('; ');

/** `systems[1].model`. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');

function problemsOf(issue: Issue): readonly FieldProblem[] {
  const inner = issue.code === 'invalid_union' ? likeliest(issue.errors) : undefined;
  if (inner !== undefined) {
    return inner.flatMap((one) => problemsOf({ ...one, path: [...issue.path, ...one.path] }));
  }
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), message: issue.message }];
  const message = 'is not known here: leave it out';
  return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), message }));
}

/** Of the ways to read a value the one that it comes close to: whose kind of value it is. */
const likeliest = (ways: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  ways.find((issues) => issues.every(({ path, code }) => path.length > 0 || code !== 'invalid_type'));
