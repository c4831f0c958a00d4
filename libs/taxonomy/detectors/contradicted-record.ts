import { quoteOf, type Case, type Detector, type Hit } from './detector.js';
import type { StateClaim } from '../ledgers/state-claims.js';

export const contradictedRecord: Detector = {
  name: 'contradicted-record',
  mode: 'logical_contradiction',
  looksFor: 'a thing is said to be in a state that its latest record, which was seen before, denies',
  mustNotFireOn:
    'states it was in earlier (see stale-read), plans, questions, suppositions, several things in one sentence',
  detect: (run) => run.claims.flatMap((claim) => contradicted(run, claim) ?? []),
};

function contradicted({ narrative, records }: Case, claim: StateClaim): Hit | undefined {
  const { speech, thing, field, claimed, recorded, sentence } = claim;
  if (agree(claimed, recorded)) return undefined;
  const before = records.history(thing.id, speech.at).map(({ fields }) => String(fields.get(field)));
  if (before.some((value) => agree(claimed, value))) return undefined;
  const shown = narrative.entries[thing.at];
  return {
    blamed: speech,
    claim: `says that ${thing.id} is ${claimed}; its ${field} is ${recorded}`,
    evidence: [quoteOf(speech, sentence), ...(shown ? [quoteOf(shown, recorded)] : [])],
  };
}

/** One is the other, or the other with an addition such as `pending (changed)`. */
export const agree = (claimed: string, recorded: string): boolean =>
  recorded.toLowerCase().includes(claimed.toLowerCase());
