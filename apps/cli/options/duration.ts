import { InvalidArgumentError } from 'commander';

const MS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** `30d`, `12h`, `90m`, `45s`, `2w` to milliseconds. */
export function durationMs(text: string): number {
  const [, amount, unit] = /^(\d+)([a-z])$/.exec(text) ?? [];
  const ms = Number(amount) * (MS.get(unit ?? '') ?? Number.NaN);
  if (!Number.isSafeInteger(ms)) {
    throw new InvalidArgumentError('must be a number with a unit: 45s, 90m, 12h, 30d or 2w');
  }
  return ms;
}
