import { absent, known, type Measure } from './measure.js';

/** The mean over all pairs of agents; `vectors`: what each that spoke has said. */
export function meanLikeness<V>(vectors: readonly V[], likeness: (one: V, other: V) => number): Measure {
  if (vectors.length === 0) return absent('no content');
  if (vectors.length === 1) return absent('only one agent spoke');
  const pairs = vectors.flatMap((one, at) => vectors.slice(at + 1).map((other) => likeness(one, other)));
  return known(pairs.reduce((sum, value) => sum + value, 0) / pairs.length);
}
