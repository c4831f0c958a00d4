import { Problem, type FieldError } from '../http/problem.js';

/** @throws Problem where there are errors */
export function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new Problem('not-runnable', 'the task or the system cannot be run as asked', errors);
}
