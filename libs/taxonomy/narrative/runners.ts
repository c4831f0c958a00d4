import { hasCode, looksLikeOutput } from './looks-like.js';

export interface Line {
  readonly speaker: string;
  readonly text: string;
}

const FIRST_PERSON = /\b(?:I|I'm|I'll|we|let's|let us)\b/i;

/**
 * Speakers that only run what others write: by what they say, not by their names. At least half of their lines are
 * output, or each follows code, perhaps with a word in between that asks for it to be run, and none is said in the first person.
 */
export function runnersAmong(lines: readonly Line[]): ReadonlySet<string> {
  const speakers = new Set(lines.map(({ speaker }) => speaker));
  if (speakers.size < 2) return new Set();
  return new Set([...speakers].filter((speaker) => runs(lines, speaker)));
}

const ASKS_TO_RUN = /\b(?:run|execute)\b/i;
const SHORT = 120;

/** The latest line before that does more than to ask for code to be run. */
const askedFor = (lines: readonly Line[], at: number): Line | undefined =>
  lines.slice(0, at).findLast(({ text }) => !asksToRun(text));

const asksToRun = (text: string): boolean => text.length <= SHORT && ASKS_TO_RUN.test(text) && !hasCode(text);

function runs(lines: readonly Line[], speaker: string): boolean {
  const own = lines.flatMap((line, at) => (line.speaker === speaker ? [{ line, before: askedFor(lines, at) }] : []));
  const outputs = own.filter(({ line }) => looksLikeOutput(line.text));
  if (outputs.length * 2 >= own.length) return true;
  return own.every(
    ({ line, before }) =>
      before !== undefined &&
      hasCode(before.text) &&
      !hasCode(line.text) &&
      !asksToRun(line.text) &&
      !FIRST_PERSON.test(line.text),
  );
}
