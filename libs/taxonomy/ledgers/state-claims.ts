import { sentencesOf } from '../language/sentences.js';
import { speechesOf, type Narrative, type Speech } from '../narrative/narrative.js';
import { saysState } from './claimed-state.js';
import type { RecordLedger } from './record-ledger.js';
import type { Sighting } from './record.js';
import { thingsIn } from './things-named.js';

/** An agent says that a thing of the records is in a state, such as `order #12 is pending`. */
export interface StateClaim {
  readonly speech: Speech;
  readonly sentence: string;
  readonly thing: Sighting;
  readonly field: string;
  readonly claimed: string;
  /** As the records had it when it was said. */
  readonly recorded: string;
}

interface Known {
  readonly records: RecordLedger;
  /** Groups of states that a rule lists in quotes. */
  readonly listed: readonly (readonly string[])[];
}

/** All state claims in the order in which they were made, true ones too. */
export function stateClaimsOf(narrative: Narrative, records: RecordLedger): readonly StateClaim[] {
  const known = { records, listed: listedStates(narrative) };
  return speechesOf(narrative).flatMap((speech) =>
    sentencesOf(speech.text).flatMap((sentence) => claimsIn(sentence, speech, known)),
  );
}

const LEAST_LISTED = 3;

const listedStates = ({ entries }: Narrative): Known['listed'] =>
  entries
    .filter(({ kind }) => kind === 'rules')
    .flatMap(({ text }) => sentencesOf(text))
    .map((sentence) => [...sentence.matchAll(/['"‘“](\w[\w ]{2,22})['"’”]/g)].flatMap(([, state]) => state ?? []))
    .filter(({ length }) => length >= LEAST_LISTED);

function claimsIn(sentence: string, speech: Speech, known: Known): readonly StateClaim[] {
  const things = thingsIn(sentence, speech.at, known.records);
  return things.flatMap((thing) =>
    [...thing.fields].flatMap(([field, recorded]) => {
      if (typeof recorded !== 'string' || !STATE.test(firstWords(recorded))) return [];
      const claimed = statesOf(field, known).find((state) => saysState(sentence, thing.id, state, things.length === 1));
      return claimed === undefined ? [] : [{ speech, sentence, thing, field, claimed, recorded }];
    }),
  );
}

const STATE = /^[a-z][a-z -]{2,24}$/i;
const MOST_STATES = 8;

const firstWords = (value: string): string => value.split('(')[0]?.trim() ?? '';

/** The values that a field takes, where they are few and read like states. */
function statesOf(field: string, { records, listed }: Known): readonly string[] {
  const seen = [...new Set([...records.values(field)].map(firstWords))].filter((value) => STATE.test(value));
  const also = listed.filter((states) => states.some((state) => seen.includes(state))).flat();
  const values = [...new Set([...seen, ...also])];
  return values.length >= 2 && values.length <= MOST_STATES ? values : [];
}
