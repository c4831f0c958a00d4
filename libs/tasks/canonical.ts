import type { GraderSpec, Task } from './task.js';

/** JSON with the keys of every object in code unit order: equal texts are equal values. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const members = entries.sort(byKey).map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

const byKey = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

/**
 * What a task's hash is taken of: its brief and how it is judged, without what is expected. The hash is public, and short
 * answers could be guessed from it; so tasks that differ in nothing but the expected answer have the same hash.
 */
export function canonicalTask(task: Task): string {
  return canonicalJson({ brief: task.brief, grader: criteriaOf(task.grader) });
}

function criteriaOf(grader: GraderSpec): unknown {
  switch (grader.kind) {
    case 'numeric':
      return { kind: grader.kind, tolerance: grader.tolerance, unit: grader.unit };
    case 'json-path':
      return { kind: grader.kind, path: grader.path };
    default:
      return { kind: grader.kind };
  }
}
