/** A figure as a document shows it: the number before its tag. `others` are the other numbers of its row or statement. */
export interface Shown {
  readonly id: string;
  readonly value: string;
  readonly others: readonly string[];
}

const TAG = /\[([A-Za-z]\w*)\](?! =)/g;
const NUMBER = /(?<![\w.,])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w)/g;
const ASSERTION = /\[([A-Za-z]\w*)\] = (-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)/g;
const QUESTION = /^- \[([A-Za-z]\w*)\](?! =)/gm;

/** Every tagged figure of a document's text. */
export function shownIn(text: string): readonly Shown[] {
  return text.split('\n').flatMap(shownInLine);
}

function shownInLine(line: string): readonly Shown[] {
  let start = 0;
  return [...line.matchAll(TAG)].flatMap((tag) => {
    const numbers = line.slice(start, tag.index).match(NUMBER) ?? [];
    start = tag.index + tag[0].length;
    const value = numbers.at(-1)?.replace('−', '-');
    return value === undefined ? [] : [{ id: tag[1] ?? '', value, others: numbers.slice(0, -1) }];
  });
}

/** What somebody says that figures are, as `[F12] = 1,234.5`, in order. */
export const assertedIn = (text: string): readonly (readonly [id: string, value: string])[] =>
  [...text.matchAll(ASSERTION)].map(([, id = '', value = '']) => [id, value]);

/** The figures that a brief asks for: its lines begin with `- [F12]`. */
export const askedIn = (text: string): readonly string[] => [...text.matchAll(QUESTION)].map(([, id = '']) => id);
