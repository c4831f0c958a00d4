import { observationsOf, type Call, type Narrative, type Observation, type Speech } from '../narrative/narrative.js';
import { leavesOf } from '../narrative/read-json.js';
import type { RecordLedger } from './record-ledger.js';
import type { Sighting } from './record.js';

/** A call that changed a thing: its record is another after it than before. */
export interface Act {
  readonly speech: Speech;
  readonly call: Call;
  readonly observation: Observation;
  readonly before: Sighting;
  readonly after: Sighting;
}

export function actsOf(narrative: Narrative, records: RecordLedger): readonly Act[] {
  return observationsOf(narrative).flatMap((observation) => {
    const { call, askedBy } = observation;
    const speech = askedBy === undefined ? undefined : narrative.entries[askedBy];
    if (call === undefined || speech?.kind !== 'speech') return [];
    return leavesOf(call.arguments).flatMap((id) => {
      const before = records.latest(id, observation.at);
      const after = records.seenAt(observation.at).find((thing) => thing.id === id);
      const isChange = before !== undefined && after !== undefined && isChanged(before, after);
      return isChange ? [{ speech, call, observation, before, after }] : [];
    });
  });
}

const isChanged = (before: Sighting, after: Sighting): boolean =>
  [...after.fields].some(([field, value]) => before.fields.get(field) !== value);
