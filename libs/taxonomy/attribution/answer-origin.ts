import { contentWords } from '../language/words.js';
import { sentencesOf } from '../language/sentences.js';
import { requestsOf, speechesOf, type Entry, type Narrative, type Speech } from '../narrative/narrative.js';
import { verbatimBriefOf } from './brief.js';
import { proseIn } from './prose.js';

const MARK = /(?:final answer|answer is|answer:|conclusion:|therefore,|result is)/i;
const LAST_SENTENCES = 3;
const MOST_WORDS = 12;
const LEAST_SHARED = 0.7;

/**
 * The speech that brought up what the run ends with: the first that has most of the numbers of the final answer, else of
 * its names, else of its words, which the task does not have. A brief in
 * the words of the task answers nothing, code by what it puts out. Where a tool brought them up, it is the speech that called it. Undefined where the end says nothing new.
 */
export function answerOrigin(narrative: Narrative): Speech | undefined {
  const asked = new Set(requestsOf(narrative).flatMap(({ text }) => contentWords(text)));
  const words = finalWords(narrative, asked);
  if (words.length === 0) return undefined;
  const brief = verbatimBriefOf(narrative)?.at;
  const origin = narrative.entries.find(
    (entry) => entry.kind !== 'request' && entry.kind !== 'rules' && entry.at !== brief && has(entry, words),
  );
  return origin && authorOf(narrative, origin);
}

/** What the last speech that says that it answers has to say, else the last that says anything; the task's
 * own words left out. A run that breaks off with an order has no answer. */
function finalWords(narrative: Narrative, asked: ReadonlySet<string>): readonly string[] {
  const speeches = speechesOf(narrative).toReversed();
  const answers = speeches.filter(({ text }) => MARK.test(text)).map(({ text }) => text.split(MARK).at(-1) ?? '');
  const ends =
    speeches[0]?.isOrder === true ? [] : speeches.map(({ text }) => sentencesOf(text).slice(-LAST_SENTENCES).join(' '));
  for (const said of [...answers, ...ends]) {
    const words = [...new Set(contentWords(said))].filter((word) => !asked.has(word) && !EMPTY.has(word));
    if (words.length > 0) return telling(words, said).slice(0, MOST_WORDS);
  }
  return [];
}

/** Of the words of an answer those that are numbers, else names, where it has such; else all. */
function telling(words: readonly string[], said: string): readonly string[] {
  const numbers = words.filter((word) => /^\d/.test(word));
  if (numbers.length > 0) return numbers;
  const names = new Set(said.match(NAME)?.flatMap((name) => contentWords(name)));
  const named = words.filter((word) => names.has(word));
  return named.length > 0 ? named : words;
}

/** A capitalised word that does not begin a sentence, unless it is all there is. */
const NAME = /(?<=[\w,;:("'*]\s*\**)[A-Z][\w'-]+|^\W*[A-Z][\w'-]+(?=\W*$)/g;

/** Words of agreement and of ending, and words for results as such. */
const EMPTY = new Set(
  'verification value number count output code total based therefore verified terminate final answer done thank thanks task complete completed stop agree agreed correct confirm confirmed verified yes right good great'.split(
    ' ',
  ),
);

function has({ kind, text }: Entry, words: readonly string[]): boolean {
  const own = new Set(contentWords(kind === 'observation' ? text : proseIn(text)));
  return words.filter((word) => own.has(word)).length >= LEAST_SHARED * words.length;
}

/** Who is behind an entry: its speaker, or who called the tool. */
function authorOf({ entries }: Narrative, entry: Entry): Speech | undefined {
  if (entry.kind === 'speech') return entry;
  const asker = entry.kind === 'observation' && entry.askedBy !== undefined ? entries[entry.askedBy] : undefined;
  return asker?.kind === 'speech' ? asker : undefined;
}
