import type { Case } from '../detectors/detector.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import { briefOf } from './brief.js';
import { keepsNotes } from './notes.js';
import { flag, type Signs } from './sign.js';
import { isSubstantial, type SpokenWords } from './spoken-words.js';

/** Signs of where a speech stands in the run, and of what its speaker is in the team. */
export function placeSigns(run: Case, wordsIn: SpokenWords): (speech: Speech) => Signs {
  const speeches = speechesOf(run.narrative);
  const places = new Map(speeches.map(({ at }, place) => [at, place]));
  const saying = speeches.filter((speech) => isSubstantial(speech, wordsIn));
  const rank = new Map(saying.map(({ at }, place) => [at, place]));
  const leaders = new Set(run.commitments.orders.map(({ from }) => from));
  const workers = new Set(run.commitments.orders.flatMap(({ to }) => to).filter((agent) => !leaders.has(agent)));
  const doing = saying.filter(({ isOrder, text }) => !isOrder && !keepsNotes(text));
  const activity = Map.groupBy(doing, ({ speaker }) => speaker);
  const firsts = firstsOf(run, saying, leaders);
  return (speech) => {
    const { at, speaker, isOrder } = speech;
    const place = rank.get(at);
    return {
      ...firsts(speech),
      leads: flag(leaders.has(speaker)),
      order: flag(isOrder),
      worker: flag(workers.has(speaker)),
      active: (activity.get(speaker)?.length ?? 0) / Math.max(1, doing.length),
      firstOfSpeaker: flag(activity.get(speaker)?.[0]?.at === at),
      soon: place === undefined ? 0 : 1 / (1 + place),
      early: 1 - (places.get(at) ?? 0) / speeches.length,
      answer: flag(saying.at(-1)?.at === at),
      empty: flag(place === undefined),
      ledger: flag(leaders.has(speaker) && !isOrder && keepsNotes(speech.text)),
    };
  };
}

/** The speeches that begin something. */
function firstsOf(run: Case, saying: readonly Speech[], leaders: ReadonlySet<string>): (speech: Speech) => Signs {
  const brief = briefOf(run.narrative)?.at;
  const claim = saying.find(({ at, isOrder, speaker }) => at !== brief && !isOrder && !leaders.has(speaker))?.at;
  const plan = saying.find(({ speaker }) => leaders.has(speaker))?.at;
  const order = run.commitments.orders[0]?.given.at;
  const [work, ...rework] = saying.filter(({ bringsCode, calls }) => bringsCode || calls.length > 0);
  const reworked = new Set(rework.filter(({ bringsCode }) => bringsCode).map(({ at }) => at));
  return ({ at, bringsCode }) => ({
    briefing: flag(at === brief),
    plan: flag(at === plan),
    firstOrder: flag(at === order),
    firstClaim: flag(at === claim),
    firstWork: flag(at === work?.at),
    code: flag(bringsCode),
    reworked: flag(reworked.has(at)),
  });
}
