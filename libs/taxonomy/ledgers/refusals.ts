import { observationsOf, type Call, type Narrative, type Observation, type Speech } from '../narrative/narrative.js';
import { leavesOf } from '../narrative/read-json.js';
import { actsOf, type Act } from './acts.js';
import type { RecordLedger } from './record-ledger.js';

/** A tool refused a call on a thing that had been seen before, and nothing that was done later on that thing went well. */
export interface Refusal {
  readonly speech: Speech;
  readonly call: Call;
  readonly observation: Observation;
  /** The thing of the call's arguments that was seen before. */
  readonly thing: string;
}

export function refusalsOf(narrative: Narrative, records: RecordLedger): readonly Refusal[] {
  const acts = actsOf(narrative, records);
  return observationsOf(narrative).flatMap((observation) => {
    const { call, askedBy, failed } = observation;
    const speech = askedBy === undefined ? undefined : narrative.entries[askedBy];
    if (!failed || call === undefined || speech?.kind !== 'speech') return [];
    const thing = leavesOf(call.arguments).find((id) => records.latest(id, speech.at) !== undefined);
    if (thing === undefined || isMadeGood(acts, observation, thing)) return [];
    return [{ speech, call, observation, thing }];
  });
}

const isMadeGood = (acts: readonly Act[], refused: Observation, thing: string): boolean =>
  acts.some(({ observation: { at }, before }) => at > refused.at && before.id === thing);
