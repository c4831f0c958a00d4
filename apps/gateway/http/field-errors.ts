import { MISSING } from '#events';
import { Problem, type FieldError } from './problem.js';

/** What a schema has found; `keys` are names that it does not know. */
export interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/** One refusal that names every field. */
export const invalidRequest = (issues: readonly Issue[]): Problem =>
  new Problem('invalid-request', 'some fields are not as they must be', issues.flatMap(fieldErrorsOf));

function fieldErrorsOf(issue: Issue): readonly FieldError[] {
  const field = issue.path.reduce<string>(joined, '');
  if (issue.keys !== undefined) {
    return issue.keys.map((key) => ({ field: joined(field, key), message: 'is not known here: leave it out' }));
  }
  if (field === '' && issue.message.startsWith(MISSING)) {
    return [{ field: 'body', message: 'is missing: send JSON with Content-Type: application/json' }];
  }
  return [{ field: field === '' ? 'body' : field, message: issue.message }];
}

/** `system.agents[0].model`. */
function joined(before: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${before}[${key}]`;
  return before === '' ? String(key) : `${before}.${String(key)}`;
}

/** The same errors below another field. */
export const errorsBelow = (parent: string, errors: readonly FieldError[]): readonly FieldError[] =>
  errors.map(({ field, message }) => ({ field: below(parent, field), message }));

function below(parent: string, field: string): string {
  return field === '' || field.startsWith('[') ? `${parent}${field}` : joined(parent, field);
}
