import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Fields of one object, by the way to it. */
interface Unknown {
  readonly path: readonly PropertyKey[];
  readonly keys: readonly string[];
}

/**
 * Fields that a schema does not know, where nothing else is wrong: those that a later version has added.
 * Undefined where something else is wrong.
 */
export function laterFields(issues: readonly Issue[]): readonly Unknown[] | undefined {
  const found = issues.map(unknownIn);
  return found.every((each) => each !== undefined) ? found.flat() : undefined;
}

function unknownIn(issue: Issue): readonly Unknown[] | undefined {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return [{ path, keys: issue.keys }];
  if (issue.code !== 'invalid_union') return undefined;
  // The way of reading it that knows all but these fields.
  const way = issue.errors.map(laterFields).find((each) => each !== undefined && each.length > 0);
  return way?.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

/** Takes the fields out of the value, and gives what puts them into another value of the same shape, behind all others. */
export function takeOut(fields: readonly Unknown[], value: unknown): (into: unknown) => void {
  const taken = fields.flatMap(({ path, keys }) => {
    const object = at(value, path);
    return keys.map((key) => {
      const field = { path, key, descriptor: Object.getOwnPropertyDescriptor(object, key) };
      Reflect.deleteProperty(object, key);
      return field;
    });
  });
  return (into) => {
    for (const { path, key, descriptor } of taken) {
      // Also of a field named `__proto__`.
      if (descriptor !== undefined) Object.defineProperty(at(into, path), key, descriptor);
    }
  };
}

const at = (value: unknown, path: readonly PropertyKey[]): object =>
  path.reduce((object, key) => (object as Record<PropertyKey, unknown>)[key], value) as object;
