import { invalidRequest } from './field-errors.js';

/** Objects cannot hold it as data: assigning it changes what they are. */
const RESERVED = '__proto__';

/** @throws Problem that says where the value has such a name; its nesting must be limited already */
export function refuseReservedNames(value: unknown): void {
  const path = pathOf(value);
  if (path !== undefined) throw invalidRequest([{ path, message: 'is a name that cannot be used: choose another' }]);
}

function pathOf(value: unknown): readonly (string | number)[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, RESERVED)) return [RESERVED];
  for (const [key, member] of Object.entries(value)) {
    const rest = pathOf(member);
    if (rest !== undefined) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return undefined;
}
