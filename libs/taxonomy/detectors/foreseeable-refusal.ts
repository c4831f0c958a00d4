import { wordsOfField } from '../language/words.js';
import { actsOf, type Act } from '../ledgers/acts.js';
import { refusalsOf, type Refusal } from '../ledgers/refusals.js';
import { requestsOf, type Narrative } from '../narrative/narrative.js';
import { quoteOf, type Case, type Detector, type Hit } from './detector.js';

export const foreseeableRefusal: Detector = {
  name: 'foreseeable-refusal',
  mode: 'context_omission',
  looksFor:
    'a tool refuses a call on a thing whose record had been read before; a wrong order of acts (`other`) where an act of the run has changed the thing since',
  mustNotFireOn: 'refusals that a later call makes good; things that were not read before',
  detect: (run) => {
    const acts = actsOf(run.narrative, run.records);
    return refusalsOf(run.narrative, run.records).map((refusal) => hitOf(run, refusal, acts));
  },
};

function hitOf({ narrative, records }: Case, refusal: Refusal, acts: readonly Act[]): Hit {
  const { speech, thing, observation } = refusal;
  const change = acts.find(({ after, speech: { at } }) => after.id === thing && at < speech.at);
  if (change !== undefined) return outOfOrder(narrative, refusal, change);
  const seen = narrative.entries[records.latest(thing, speech.at)?.at ?? -1];
  return {
    blamed: speech,
    claim: `calls ${refusal.call.name} on ${thing} in spite of what was read of it`,
    evidence: [quoteOf(observation), ...(seen ? [quoteOf(seen, thing)] : [])],
  };
}

/** Blamed is the act that came too early where it was known by then that the other was wanted too. */
function outOfOrder(narrative: Narrative, refusal: Refusal, change: Act): Hit {
  const wanted = wordsOfField(refusal.call.name).filter(
    (word) => !wordsOfField(change.call.name).includes(word) && word.length > 3,
  );
  const asked = requestsOf(narrative).some(
    ({ at, text }) => at < change.speech.at && wanted.some((word) => text.toLowerCase().includes(word)),
  );
  return {
    blamed: asked ? change.speech : refusal.speech,
    mode: 'other',
    claim: `${change.call.name} has changed ${refusal.thing}, so that ${refusal.call.name} is refused`,
    evidence: [quoteOf(refusal.observation), quoteOf(change.observation, refusal.thing)],
  };
}
