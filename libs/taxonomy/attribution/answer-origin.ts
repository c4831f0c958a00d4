import { contentWords } from '../language/words.js';
import { requestsOf, speechesOf, type Entry, type Narrative, type Speech } from '../narrative/narrative.js';
import { verbatimBriefOf } from './brief.js';
import { finalAnswerOf } from './final-answer.js';
import { isListed, isResult, states } from './stated-answer.js';

/**
 * The speech that brought up what the run ends with: the first that has most of the numbers and names of the final answer,
 * otherwise than among others in a list where there is such a one. A brief in the words of the task answers nothing. Where
 * code or a tool put it out as a result, it is the speech that asked for it; where it merely stood somewhere in what was
 * found, the first that takes it from there. Where a leader takes it up, it is the last report before. Undefined where the
 * end says nothing new.
 */
export function answerOrigin(narrative: Narrative): Speech | undefined {
  const answer = finalAnswerOf(narrative);
  if (answer === undefined) return undefined;
  const brief = verbatimBriefOf(narrative)?.at;
  const asked = new Set(requestsOf(narrative).flatMap(({ text }) => contentWords(text)));
  const mayAnswer = (entry: Entry): boolean =>
    (entry.kind === 'speech' || (entry.kind === 'observation' && !entry.failed)) &&
    entry.at !== brief &&
    states(entry, answer, asked);
  const stating = narrative.entries.filter(mayAnswer);
  const singling = stating.filter((entry) => entry.kind === 'observation' || !isListed(entry.text, answer));
  const author = authorAmong(narrative, singling) ?? authorAmong(narrative, stating);
  return author && takenUp(narrative, stating, author);
}

/** Who is behind the first of the entries that has an author. */
function authorAmong({ entries }: Narrative, stating: readonly Entry[]): Speech | undefined {
  const speech = stating.find((entry) => entry.kind === 'speech');
  const output = stating.find((entry) => entry.kind === 'observation' && isResult(entry));
  if (output?.kind === 'observation' && output.askedBy !== undefined && output.at < (speech?.at ?? Infinity)) {
    const asker = entries[output.askedBy];
    if (asker?.kind === 'speech') return asker;
  }
  return speech;
}

/** Of several reports of the same speaker that have it, the one that a giver of orders takes it from. */
function takenUp(narrative: Narrative, stating: readonly Entry[], author: Speech): Speech {
  const speeches = speechesOf(narrative);
  const leaders = new Set(speeches.filter(({ isOrder }) => isOrder).map(({ speaker }) => speaker));
  if (leaders.has(author.speaker) || !stating.includes(author)) return author;
  const taker = stating.find(({ at, ...entry }) => at > author.at && 'speaker' in entry && leaders.has(entry.speaker));
  const last = speeches.at(-1)?.at;
  if (taker === undefined || taker.at === last) return author;
  const told = stating.filter((entry) => entry.kind === 'speech' && entry.speaker === author.speaker);
  return (told.findLast(({ at }) => at < taker.at) as Speech | undefined) ?? author;
}
