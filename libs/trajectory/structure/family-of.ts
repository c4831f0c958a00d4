import type { Family } from '../reading/reading.js';
import type { Analysis } from './analysis.js';
import { inherited, type Forest } from './forest.js';

/** The conventions of the model calls, of the agents where there are none; several are joined by `+`. */
export function familyOf({ forest, calls }: Pick<Analysis, 'forest' | 'calls'>): string {
  const roles = [...forest.keys()].filter((node) => forest[node]?.reading.role !== 'step');
  const familyAt = familiesIn(forest);
  const families = new Set(
    (calls.length > 0 ? calls.map(({ node }) => node) : roles).flatMap((node) => familyAt(node) ?? []),
  );
  return families.size === 0 ? 'unknown' : [...families].sort().join('+');
}

/**
 * OpenLLMetry's instrumentations of today put only the names of OpenTelemetry on some of their spans: those of an
 * instrumentation that has put its own on others, and those inside of spans with its own, are OpenLLMetry's too.
 */
function familiesIn(forest: Forest): (node: number) => Family | undefined {
  const own = forest.filter(({ reading }) => reading.family === 'openllmetry');
  const scopes = new Set(own.map(({ span }) => span.scope));
  const around = inherited(forest, ({ reading }) => (reading.family === 'openllmetry' ? reading.family : undefined));
  return (node) => {
    const { reading, span } = forest[node] ?? {};
    if (reading?.family !== 'gen_ai' || span === undefined) return reading?.family;
    return scopes.has(span.scope) ? 'openllmetry' : (around[node] ?? reading.family);
  };
}
