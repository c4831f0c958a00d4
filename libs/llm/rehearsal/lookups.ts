import type { PlannedFact } from '#tasks';
import type { PlannedCall } from './scene.js';

const NEED = /\{(\w+)\}/g;

/** Facts that must be known before this one can be looked up. */
export const needsOf = ({ lookups }: PlannedFact): readonly string[] => [
  ...new Set(
    lookups.flatMap((lookup) =>
      Object.values(lookup.arguments).flatMap((text) => [...text.matchAll(NEED)].map(([, id = '']) => id)),
    ),
  ),
];

/** These facts and all that they need, in the plan's order. */
export function withNeeds(plan: readonly PlannedFact[], facts: readonly PlannedFact[]): readonly PlannedFact[] {
  const wanted = new Set(facts);
  for (const fact of plan.toReversed()) {
    if (plan.some((other) => wanted.has(other) && needsOf(other).includes(fact.id))) wanted.add(fact);
  }
  return plan.filter((fact) => wanted.has(fact));
}

/** A fact's lookups with what its needs are taken to be; undefined while one is not known. */
export function lookupCalls(
  fact: PlannedFact,
  values: ReadonlyMap<string, string>,
): readonly PlannedCall[] | undefined {
  if (needsOf(fact).some((id) => !values.has(id))) return undefined;
  const filled = (text: string): string => text.replace(NEED, (_, id: string) => values.get(id) ?? '');
  return fact.lookups.map((lookup) => ({
    name: lookup.tool,
    arguments: Object.fromEntries(Object.entries(lookup.arguments).map(([name, text]) => [name, filled(text)])),
  }));
}

/** The same for the same call. */
export const keyOf = ({ name, arguments: given }: PlannedCall): string =>
  JSON.stringify([name, ...Object.entries(given)]);
