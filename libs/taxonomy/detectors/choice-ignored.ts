import { actsOf, type Act } from '../ledgers/acts.js';
import { alternativesTo, namedAmong } from '../ledgers/alternatives.js';
import type { Sighting } from '../ledgers/record.js';
import type { Entry } from '../narrative/narrative.js';
import { leavesOf } from '../narrative/read-json.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const choiceIgnored: Detector = {
  name: 'choice-ignored',
  mode: 'context_omission',
  looksFor:
    'a request, or what the agent has told before, names one of several like things by what it is, and the act takes another one',
  mustNotFireOn: 'requests that name none or several of them; choices that were given up later',
  detect: (run) =>
    actsOf(run.narrative, run.records).flatMap((act) =>
      leavesOf(act.call.arguments).flatMap((taken) => ignored(run, act, taken) ?? []),
    ),
};

const LOOK_BACK = 3;
const REJECTED = /\b(?:instead of|rather than|not)\b[^.,;\n]{0,60}/gi;

function ignored(run: Case, { speech }: Act, taken: string): Hit | undefined {
  const alternatives = alternativesTo(taken, speech.at, run.records);
  if (alternatives.length === 0) return undefined;
  const spoken = run.narrative.entries.filter((entry) => entry.at < speech.at && isTold(entry)).slice(-LOOK_BACK);
  const choice = spoken
    .map((entry) => ({ entry, named: namedAmong(alternatives, entry.text.replace(REJECTED, '')) }))
    .findLast(({ named }) => named.length > 0);
  const [wanted, ...others] = choice?.named ?? [];
  if (choice === undefined || wanted === undefined || others.length > 0 || wanted.id === taken) return undefined;
  return {
    blamed: speech,
    claim: `takes ${taken} where ${wanted.id} was asked for`,
    evidence: [quoteOf(choice.entry), ...shown(run, wanted)],
  };
}

/** A request, or what an agent told somebody without calling a tool. */
const isTold = (entry: Entry): boolean =>
  entry.kind === 'request' || (entry.kind === 'speech' && entry.calls.length === 0);

const shown = ({ narrative }: Case, { at, id }: Sighting): Hit['evidence'] => {
  const entry = narrative.entries[at];
  return entry === undefined ? [] : [quoteOf(entry, id)];
};
