import { Problem, type FieldError } from './problem.js';

/** An issue of a schema, as far as every schema library has it. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** For the validation pipe: one refusal that names every field. */
export const invalidRequest = (issues: readonly Issue[]): Problem =>
  new Problem('invalid-request', 'some fields are not as they must be', issues.flatMap(fieldErrorsOf));

function fieldErrorsOf(issue: Issue): readonly FieldError[] {
  const field = fieldOf(issue.path ?? []);
  if ('keys' in issue && Array.isArray(issue.keys)) {
    return issue.keys.map((key) => ({ field: joined(field, String(key)), message: 'is not known here: leave it out' }));
  }
  if (field === '' && issue.message.endsWith('received undefined')) {
    return [{ field: 'body', message: 'is missing: send JSON with Content-Type: application/json' }];
  }
  return [{ field: field === '' ? 'body' : field, message: issue.message }];
}

/** `system.agents[0].model`. */
function fieldOf(path: NonNullable<Issue['path']>): string {
  return path.map((part) => (typeof part === 'object' ? part.key : part)).reduce<string>(joined, '');
}

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
