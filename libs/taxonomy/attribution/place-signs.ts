import type { Case } from '../detectors/detector.js';
import { contentWords, coverage } from '../language/words.js';
import { requestsOf, speechesOf, type Speech } from '../narrative/narrative.js';
import { flag, type Signs } from './sign.js';
import { isSubstantial, type SpokenWords } from './spoken-words.js';

/** Signs of where a speech stands in the run, and of what its speaker is in the team. */
export function placeSigns(run: Case, wordsIn: SpokenWords): (speech: Speech) => Signs {
  const speeches = speechesOf(run.narrative);
  const places = new Map(speeches.map(({ at }, place) => [at, place]));
  const saying = speeches.filter((speech) => isSubstantial(speech, wordsIn));
  const rank = new Map(saying.map(({ at }, place) => [at, place]));
  const leaders = new Set(run.commitments.orders.map(({ from }) => from));
  const firsts = firstsOf(run, saying, leaders, wordsIn);
  return (speech) => {
    const { at, speaker, isOrder } = speech;
    const place = rank.get(at);
    return {
      ...firsts(speech),
      leads: flag(leaders.has(speaker)),
      order: flag(isOrder),
      soon: place === undefined ? 0 : 1 / (1 + place),
      early: 1 - (places.get(at) ?? 0) / speeches.length,
      answer: flag(saying.at(-1)?.at === at),
      empty: flag(place === undefined),
    };
  };
}

/** The speeches that begin something. */
function firstsOf(
  run: Case,
  saying: readonly Speech[],
  leaders: ReadonlySet<string>,
  wordsIn: SpokenWords,
): (speech: Speech) => Signs {
  const brief = briefOf(run, saying, wordsIn);
  const claim = saying.find(({ at, isOrder, speaker }) => at !== brief && !isOrder && !leaders.has(speaker))?.at;
  const lead = saying.find(({ at, speaker }) => at !== brief && leaders.has(speaker))?.at;
  const order = run.commitments.orders[0]?.given.at;
  const [work, ...rework] = saying.filter(({ bringsCode, calls }) => bringsCode || calls.length > 0);
  const reworked = new Set(rework.filter(({ bringsCode }) => bringsCode).map(({ at }) => at));
  return ({ at, bringsCode }) => ({
    briefing: flag(at === brief),
    plan: flag(at === lead || at === order),
    firstClaim: flag(at === claim),
    firstWork: flag(at === work?.at),
    code: flag(bringsCode),
    reworked: flag(reworked.has(at)),
  });
}

const LEAST_TOLD = 0.8;

/** The first speech, where it tells the task. */
function briefOf({ narrative }: Case, [first]: readonly Speech[], wordsIn: SpokenWords): number | undefined {
  const task = requestsOf(narrative)[0];
  const isBrief = task && first && coverage(contentWords(task.text), wordsIn(first)) >= LEAST_TOLD;
  return isBrief === true && !first.bringsCode ? first.at : undefined;
}
