import type { StateClaim } from '../ledgers/state-claims.js';
import { agree } from './contradicted-record.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const staleRead: Detector = {
  name: 'stale-read',
  mode: 'coordination_failure',
  looksFor: 'a thing is said to be in the state that it was in before an act of the team changed it',
  mustNotFireOn: 'statements about the past; states that were never seen (see contradicted-record)',
  detect: (run) => run.claims.flatMap((claim) => stale(run, claim) ?? []),
};

const PAST = /\b(?:was|were|had|before|previously|originally|earlier|until|from|changed)\b/i;

function stale({ narrative, records }: Case, claim: StateClaim): Hit | undefined {
  const { speech, thing, field, claimed, recorded, sentence } = claim;
  if (agree(claimed, recorded) || PAST.test(sentence)) return undefined;
  const old = records.history(thing.id, speech.at).find(({ fields }) => agree(claimed, `${fields.get(field)}`));
  if (old === undefined) return undefined;
  const shown = [old.at, thing.at].flatMap((at) => narrative.entries[at] ?? []);
  return {
    blamed: speech,
    claim: `says that ${thing.id} is ${claimed}; since then its ${field} has become ${recorded}`,
    evidence: [quoteOf(speech, sentence), ...shown.map((entry) => quoteOf(entry, thing.id))],
  };
}
