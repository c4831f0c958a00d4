import type { Case } from '../detectors/detector.js';
import { speechesOf, type Speech } from '../narrative/narrative.js';
import type { FirstMentions } from './first-mentions.js';
import { keepsNotes } from './notes.js';
import { tellingIn } from './prose.js';
import { flag, type Signs } from './sign.js';
import { isUnasked } from './unasked.js';

/** What a speech tells. */
interface Told {
  readonly speech: Speech;
  readonly isNotes: boolean;
  /** Its numbers and names. */
  readonly telling: ReadonlySet<string>;
  /** Those that nothing before it had. */
  readonly news: readonly string[];
}

/** Signs of how a speech fits what others do: who was asked, what they have reported, who is still at work. */
export function teamworkSigns(run: Case, first: FirstMentions): (speech: Speech) => Signs {
  const told = toldIn(run, first);
  const places = new Map(told.map(({ speech }, place) => [speech.at, place]));
  const lastUse = new Map(told.flatMap(({ speech, telling }) => [...telling].map((token) => [token, speech.at])));
  const leaders = new Set(run.commitments.orders.map(({ from }) => from));
  return (speech) => {
    const place = places.get(speech.at) ?? 0;
    const own = told[place];
    const unasked = flag(isUnasked(run, speech));
    if (own === undefined || own.isNotes) return { unasked };
    const before = told.slice(0, place);
    return {
      unasked,
      passesOver: flag(passesOver(own, before, lastUse)),
      staleUse: flag(usesStale(own, before)),
      openEnd: flag(!speech.isOrder && isOpen(own, before, leaders)),
    };
  };
}

const toldIn = ({ narrative }: Case, first: FirstMentions): readonly Told[] =>
  speechesOf(narrative).map((speech) => {
    const telling = tellingIn(speech.text);
    const news = telling.filter((token) => first.get(token) === speech.at);
    return { speech, isNotes: keepsNotes(speech.text), telling: new Set(telling), news };
  });

/** The report before it has something new that nobody takes up then. */
function passesOver({ speech }: Told, before: readonly Told[], lastUse: ReadonlyMap<string, number>): boolean {
  const last = before.findLast(({ isNotes }) => !isNotes);
  if (last === undefined || last.speech.speaker === speech.speaker || last.speech.isOrder) return false;
  return last.news.length > 0 && last.news.every((token) => (lastUse.get(token) ?? 0) <= last.speech.at);
}

/** It has a number that somebody brought up, and none of those that the same one has brought up since. */
function usesStale({ speech, telling }: Told, before: readonly Told[]): boolean {
  const reports = before.filter((one) => !one.speech.isOrder && one.speech.speaker !== speech.speaker);
  return [...Map.groupBy(reports, (one) => one.speech.speaker).values()].some((own) => {
    const [latest = [], ...earlier] = own.map(({ news }) => news.filter((token) => /\d/.test(token))).reverse();
    const isUsed = (token: string): boolean => telling.has(token);
    return latest.length > 0 && !latest.some(isUsed) && earlier.flat().some(isUsed);
  });
}

const PROMISES =
  /\bI(?:'ll| will)\b|\bwill (?:be there|follow|come)\b|\bnot (?:yet|finished|ready)\b|\bin progress\b|\bso far\b|\bstill (?:loading|running|working|waiting)\b/i;
const ADMITS =
  /\b(?:has|have) not (?:yet )?(?:reported|answered|replied|finished)|\bwithout (?:waiting|the (?:report|answer))/i;
/** Longer ones are pages rather than words of the speaker. */
const SHORT = 600;

/** It says itself that somebody has not reported, or a leader goes on where the last words of a member announce more. */
function isOpen({ speech }: Told, before: readonly Told[], leaders: ReadonlySet<string>): boolean {
  if (ADMITS.test(speech.text)) return true;
  if (!leaders.has(speech.speaker)) return false;
  const latest = new Map(before.map((one) => [one.speech.speaker, one.speech]));
  return [...latest.values()].some(
    ({ speaker, text }) => !leaders.has(speaker) && text.length <= SHORT && PROMISES.test(text),
  );
}
