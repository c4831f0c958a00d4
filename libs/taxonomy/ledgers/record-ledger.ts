import { observationsOf, type Narrative } from '../narrative/narrative.js';
import { sightingsIn, type Sighting } from './record.js';

/**
 * What tools have shown of things that have an id, in the order in which it was seen. All questions are as of a position
 * in the narrative: nobody is held to what came later.
 */
export interface RecordLedger {
  /** The latest sighting of a thing before a position. */
  readonly latest: (id: string, before: number) => Sighting | undefined;
  /** All sightings of a thing before a position, the latest last. */
  readonly history: (id: string, before: number) => readonly Sighting[];
  /** Every sighting in an observation. */
  readonly seenAt: (at: number) => readonly Sighting[];
  /** Values that a field has been seen to take, over all things. */
  readonly values: (field: string) => ReadonlySet<string>;
}

export function recordLedgerOf(narrative: Narrative): RecordLedger {
  const byId = new Map<string, Sighting[]>();
  const byPosition = new Map<number, readonly Sighting[]>();
  const values = new Map<string, Set<string>>();
  for (const { at, data, failed } of observationsOf(narrative)) {
    if (data === undefined || failed) continue;
    const sightings = sightingsIn(data, at);
    byPosition.set(at, sightings);
    for (const sighting of sightings) {
      if (sighting.id !== '') grouped(byId, sighting.id).push(sighting);
      for (const [field, value] of sighting.fields) if (typeof value === 'string') noted(values, field).add(value);
    }
  }
  const history = (id: string, before: number) => byId.get(id)?.filter(({ at }) => at < before) ?? [];
  return {
    latest: (id, before) => history(id, before).at(-1),
    history,
    seenAt: (at) => byPosition.get(at) ?? [],
    values: (field) => values.get(field) ?? new Set(),
  };
}

const grouped = (byId: Map<string, Sighting[]>, id: string): Sighting[] => {
  const group = byId.get(id) ?? [];
  byId.set(id, group);
  return group;
};

const noted = (values: Map<string, Set<string>>, field: string): Set<string> => {
  const set = values.get(field) ?? new Set();
  values.set(field, set);
  return set;
};
