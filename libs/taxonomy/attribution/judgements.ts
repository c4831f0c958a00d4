import type { Speech } from '../narrative/narrative.js';

const JUDGED = /"(\w+)"\s*:\s*(true|false)\b|"(\w+)"\s*:\s*\{[^{}]*?"\w+"\s*:\s*(true|false)\b/g;

/** Whether the notes that follow a position judge otherwise than those before it: one of their yes or no has changed. */
export function judgementsIn(speeches: readonly Speech[]): (at: number) => boolean {
  const notes = speeches.flatMap(({ at, text }) => {
    const said = [...text.matchAll(JUDGED)].map(([, , plain, , nested]) => plain ?? nested).join(' ');
    return said === '' ? [] : [{ at, said }];
  });
  return (position) => {
    const before = notes.findLast(({ at }) => at < position);
    const after = notes.find(({ at }) => at > position);
    return before !== undefined && after !== undefined && before.said !== after.said;
  };
}
