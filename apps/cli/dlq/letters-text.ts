import { moment } from '../rendering/numbers.js';
import { printable } from '../rendering/printable.js';
import { table } from '../rendering/table.js';
import { letterId, type Letter } from './letter.js';

const COLUMNS = [
  { title: 'letter' },
  { title: 'since' },
  { title: 'run' },
  { title: 'why' },
  { title: 'detail' },
] as const;

export function lettersText(letters: readonly Letter[], width: number): string {
  if (letters.length === 0) return 'no dead letters';
  const rows = letters.map((letter) => {
    const { runId, reason, detail } = letter.deadLetter;
    const why = letter.settled === undefined ? reason : `${reason} (${letter.settled.how})`;
    return [letterId(letter), moment(letter.time), printable(runId), why, printable(detail)];
  });
  return table(COLUMNS, rows, width);
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
