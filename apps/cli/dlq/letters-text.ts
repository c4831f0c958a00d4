import { indented } from '../rendering/fit.js';
import { moment } from '../rendering/numbers.js';
import { printable } from '../rendering/printable.js';
import { table } from '../rendering/table.js';
import { letterId, type Letter } from './letter.js';

const COLUMNS = [{ title: 'letter' }, { title: 'since' }, { title: 'run' }] as const;

/** A line for each, and why it lies there below it, over the whole width. */
export function lettersText(letters: readonly Letter[], width: number): string {
  if (letters.length === 0) return 'no dead letters';
  const rows = letters.map((letter) => [letterId(letter), moment(letter.time), letter.deadLetter.runId]);
  const [titles = '', rule = '', ...lines] = table(COLUMNS, rows).split('\n');
  const reasons = letters.map((letter) => indented(whyOf(letter), width));
  return [titles, rule, ...lines.flatMap((line, index) => [line, ...(reasons[index] ?? [])])].join('\n');
}

function whyOf({ settled, deadLetter: { reason, detail } }: Letter): string {
  return `${settled === undefined ? reason : `${reason} (${settled.how})`}: ${detail}`;
}

/** Everything about one letter; its value as it came. */
export function letterText(letter: Letter): string {
  const { runId, reason, detail, origin, headers, value } = letter.deadLetter;
  const { topic, partition, offset } = origin;
  return [
    `letter ${letterId(letter)}, since ${moment(letter.time)}${letter.settled === undefined ? '' : `, ${letter.settled.how}`}`,
    `run ${runId}: ${reason} (${detail})`,
    `came as ${topic}/${partition}, offset ${offset}`,
    ...Object.entries(headers).map(([name, text]) => `${name}: ${text}`),
    '',
    value,
  ]
    .map(printable)
    .join('\n');
}
