import type { Case } from '../detectors/detector.js';
import { similarity } from '../language/words.js';
import { actsOf } from '../ledgers/acts.js';
import { answersTo, speechesOf, type Narrative, type Speech } from '../narrative/narrative.js';
import { answerOrigin } from './answer-origin.js';
import { feederOf } from './feeder.js';
import type { FirstMentions } from './first-mentions.js';
import { flag, type Signs } from './sign.js';
import type { SpokenWords } from './spoken-words.js';

/** Signs of what a speech answers, and of what comes of it. */
export function exchangeSigns(run: Case, wordsIn: SpokenWords, first: FirstMentions): (speech: Speech) => Signs {
  const { narrative, records } = run;
  const speeches = speechesOf(narrative);
  const acts = actsOf(narrative, records).map(({ speech }) => speech.at);
  const refused = speeches
    .filter((speech) => answersTo(narrative, speech).some(({ failed }) => failed))
    .map(({ at }) => at);
  // A run that changes things ends with what it did, whatever it says of it.
  const origin = acts.length > 0 ? undefined : answerOrigin(narrative);
  const feeder = origin && feederOf(narrative, origin, first);
  const repetition = repetitionsOf(speeches, wordsIn);
  const echo = echoesOf(speeches, wordsIn);
  return (speech) => ({
    answerOrigin: flag(speech.at === origin?.at),
    feedsOrigin: flag(speech.at === feeder?.at),
    refused: flag(refused.includes(speech.at)),
    firstRefused: flag(refused[0] === speech.at),
    act: flag(acts.includes(speech.at)),
    lastAct: flag(acts.at(-1) === speech.at),
    onlyReads: flag(speech.calls.length > 0 && !refused.includes(speech.at) && !acts.includes(speech.at)),
    interprets: flag(narrative.entries[speech.at - 1]?.kind === 'observation'),
    opposed: flag(isOpposed(narrative, speech)),
    objects: flag(doesObject(narrative, speech)),
    ...repetition(speech),
    echo: echo.get(speech.at) ?? 0,
  });
}

const LEAST_WORDS = 8;
const REPEATED = 0.7;

/** What a speaker says twice: `loops` the first time, `repeats` from then on. */
function repetitionsOf(speeches: readonly Speech[], wordsIn: SpokenWords): (speech: Speech) => Signs {
  const [loops, repeats] = [new Set<number>(), new Set<number>()];
  const said = new Map<string, Speech[]>();
  for (const speech of speeches) {
    const own = said.get(speech.speaker) ?? [];
    const same = own.find((other) => isSame(wordsIn(other), wordsIn(speech)));
    if (same === undefined) said.set(speech.speaker, [...own, speech]);
    else {
      loops.add(same.at);
      repeats.add(speech.at);
    }
  }
  return ({ at }) => ({ loops: flag(loops.has(at)), repeats: flag(repeats.has(at)) });
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  other.size >= LEAST_WORDS && similarity(one, other) >= REPEATED;

/** By position: the share of a speech's words that were said before. */
function echoesOf(speeches: readonly Speech[], wordsIn: SpokenWords): ReadonlyMap<number, number> {
  const said = new Set<string>();
  return new Map(
    speeches.map((speech) => {
      const words = [...wordsIn(speech)];
      const known = words.filter((word) => said.has(word)).length;
      for (const word of words) said.add(word);
      return [speech.at, words.length === 0 ? 0 : known / words.length];
    }),
  );
}

const OPPOSES =
  /\b(?:incorrect|not correct|wrong|mistake|error|however|actually|but (?:that|this|it)|does(?: not|n't) (?:match|seem|look)|not what|instead|re-?check|re-?verify|inconsisten\w*|contradict\w*|not accurate|missing|unfortunately)\b/i;
const OBJECTION_LENGTH = 400;

/** The last to speak was another one, and it begins by objecting. */
function doesObject({ entries }: Narrative, { at, speaker, text }: Speech): boolean {
  const before = entries[at - 1];
  return before?.kind === 'speech' && before.speaker !== speaker && OPPOSES.test(text.slice(0, OBJECTION_LENGTH));
}

/** The next to speak is another one, and objects. */
function isOpposed({ entries }: Narrative, { at, speaker }: Speech): boolean {
  const next = entries.slice(at + 1).find(({ kind }) => kind === 'speech' || kind === 'request');
  if (next === undefined || (next.kind === 'speech' && next.speaker === speaker)) return false;
  return OPPOSES.test(next.text.slice(0, OBJECTION_LENGTH));
}
