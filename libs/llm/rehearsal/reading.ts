/**
 * A fact as a document or a tool shows it before its tag: a text in bold (`**Odile Marenne** [F12]`) or else a number.
 * `others` stand beside it and could be taken for it: the other texts in bold of its line, the other numbers of its row.
 */
export interface Shown {
  readonly id: string;
  readonly value: string;
  readonly others: readonly string[];
}

const TAG = /\[([A-Za-z]\w*)\](?! =)/g;
const BOLD = /\*\*([^*]+)\*\*/g;
const BOLD_AT_END = /\*\*([^*]+)\*\*\s*$/;
const NUMBER = /(?<![\w.,])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w)/g;
/** A value at whose end the whole text was cut is none. */
const ASSERTION =
  /\[([A-Za-z]\w*)\] = (?:"((?:[^"\\\n]|\\["\\])*)"|(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?![\d,.]*…))/g;
const QUESTION = /^- \[([A-Za-z]\w*)\](?! =)/gm;

/** Every tagged fact of a text. */
export function shownIn(text: string): readonly Shown[] {
  return text.split('\n').flatMap(shownInLine);
}

function shownInLine(line: string): readonly Shown[] {
  let start = 0;
  return [...line.matchAll(TAG)].flatMap((tag) => {
    const before = line.slice(start, tag.index);
    start = tag.index + tag[0].length;
    const shown = boldBefore(before, line) ?? numberBefore(before);
    return shown === undefined ? [] : [{ id: tag[1] ?? '', ...shown }];
  });
}

function boldBefore(before: string, line: string): Omit<Shown, 'id'> | undefined {
  const value = BOLD_AT_END.exec(before)?.[1];
  if (value === undefined) return undefined;
  return { value, others: [...line.matchAll(BOLD)].flatMap(([, text = '']) => (text === value ? [] : [text])) };
}

function numberBefore(before: string): Omit<Shown, 'id'> | undefined {
  const numbers = before.match(NUMBER) ?? [];
  const value = numbers.at(-1)?.replace('−', '-');
  return value === undefined ? undefined : { value, others: numbers.slice(0, -1) };
}

/** What somebody says that facts are, as `[F12] = 1,234.5` or `[F12] = "Odile Marenne"`, in order. */
export const assertedIn = (text: string): readonly (readonly [id: string, value: string])[] =>
  [...text.matchAll(ASSERTION)].map(([, id = '', quoted, number = '']) => [
    id,
    quoted?.replace(/\\(["\\])/g, '$1') ?? number,
  ]);

/** The facts that a brief asks for: its lines begin with `- [F12]`. */
export const askedIn = (text: string): readonly string[] => [...text.matchAll(QUESTION)].map(([, id = '']) => id);

/** A message from another agent, as a request tells it. */
export interface ToldMessage {
  readonly from: string;
  readonly kind: string;
  readonly text: string;
}

const HEADING = /^Message from (\S+) \((\w+), round \d+\):$/gm;

/** The messages that a text tells; whatever follows one belongs to it, up to the next. */
export function messagesIn(text: string): readonly ToldMessage[] {
  const headings = [...text.matchAll(HEADING)];
  return headings.map(({ 0: heading, 1: from = '', 2: kind = '', index }, position) => ({
    from,
    kind,
    text: text.slice(index + heading.length, headings[position + 1]?.index),
  }));
}
