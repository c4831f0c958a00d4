import { parseArguments, textArgument } from './control-arguments.js';
import type { ControlName } from './control-name.js';

/** How a part is read: by the arguments of a control call, or for `answer` by a submitted answer without its explanation. */
export type Picking = ControlName | 'answer';

const SHOWN: Readonly<Record<Picking, readonly string[]>> = {
  delegate: ['brief'],
  report: ['findings'],
  submit_answer: ['answer', 'account', 'explanation'],
  finish: ['reason'],
  revise: ['findings'],
  review: ['verdict', 'reason'],
  answer: ['answer'],
};

/** What a reader sees of a part: what was said in the call's arguments, else the text itself. */
export function partText(text: string, pick?: Picking): string {
  if (pick === undefined) return text;
  const parsed = parseArguments(text);
  if ('problem' in parsed) return text;
  const shown = SHOWN[pick].flatMap((argument) => textArgument(parsed.values, argument) ?? []);
  return shown.length === 0 ? text : shown.join('\n\n');
}

/** Cut to this many UTF-16 units, never within a character, and visibly. */
export function cutText(text: string, maxChars: number | undefined): string {
  if (maxChars === undefined || text.length <= maxChars) return text;
  return `${text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
