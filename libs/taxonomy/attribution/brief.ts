import { contentWords, coverage } from '../language/words.js';
import { requestsOf, speechesOf, type Narrative, type Speech } from '../narrative/narrative.js';

const LEAST_TOLD = 0.8;

/** The first speech that says something, where it tells the task. */
export function briefOf(narrative: Narrative): Speech | undefined {
  const [task] = requestsOf(narrative);
  const first = speechesOf(narrative).find(({ text, calls }) => text.trim() !== '' || calls.length > 0);
  if (task === undefined || first === undefined || first.bringsCode) return undefined;
  return coverage(contentWords(task.text), new Set(contentWords(first.text))) >= LEAST_TOLD ? first : undefined;
}

/** The brief, where it has the task word by word: such a one passes it on and does not answer it. */
export function verbatimBriefOf(narrative: Narrative): Speech | undefined {
  const brief = briefOf(narrative);
  const task = plain(requestsOf(narrative)[0]?.text ?? '');
  return brief !== undefined && plain(brief.text).includes(task) ? brief : undefined;
}

const plain = (text: string): string => text.toLowerCase().replace(/\W+/g, ' ').trim();
