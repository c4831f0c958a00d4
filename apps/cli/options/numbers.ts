import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from `min` on, to `max` where there is one, for commander. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = max === Number.MAX_SAFE_INTEGER ? `, ${min} or more` : ` from ${min} to ${max}`;
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`must be a whole number${range}`);
    }
    return value;
  };
}

const MICRO_DOLLARS = 1_000_000;

/** Dollars as text to whole micro-dollars. */
export function microDollars(text: string): number {
  const value = Math.round(Number(text) * MICRO_DOLLARS);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError('must be an amount in US dollars such as 0.50');
  }
  return value;
}

/** Seconds as text, with decimals, to whole milliseconds. */
export function secondsAsMs(text: string): number {
  const value = Math.round(Number(text) * 1_000);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('must be a number of seconds above 0 such as 90');
  }
  return value;
}
