import type { Family } from '../reading/reading.js';
import type { Analysis } from './analysis.js';

/** The conventions of the model calls, of the agents where there are none; several are joined by `+`. */
export function familyOf({ forest, calls }: Pick<Analysis, 'forest' | 'calls'>): string {
  const ofCalls = new Set(calls.flatMap(({ node }) => forest[node]?.reading.family ?? []));
  const all = new Set(forest.flatMap(({ reading }) => (reading.role === 'step' ? [] : (reading.family ?? []))));
  const families: Set<Family> = ofCalls.size > 0 ? ofCalls : all;
  // OpenLLMetry's instrumentations of today put only the names of OpenTelemetry on some of their spans.
  if (all.has('openllmetry')) {
    families.delete('gen_ai');
    families.add('openllmetry');
  }
  return families.size === 0 ? 'unknown' : [...families].sort().join('+');
}
