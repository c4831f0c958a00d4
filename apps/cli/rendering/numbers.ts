const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const HOUR_MS = 3_600_000;

export const UNKNOWN = 'unknown';

/** 12,345 */
export const count = (value: number): string => GROUPED.format(value);

/** `1 turn`, `2 turns`. */
export const counted = (value: number, what: string): string => `${count(value)} ${what}${value === 1 ? '' : 's'}`;
/** Decimals as given; a dash for what is not defined. */
export const decimal = (value: number | undefined, digits: number): string =>
  value === undefined ? '-' : value.toFixed(digits);
/** $0.0123 from micro-dollars; more digits the smaller it is. */
export function dollars(microDollars: number | undefined): string {
  if (microDollars === undefined) return UNKNOWN;
  const value = microDollars / 1_000_000;
  return `$${value.toFixed(value >= 1 ? 2 : 4)}`;
}
/** 850 ms, 12.3 s, 4 min 5 s, 23 h 4 min, 3 d 4 h */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
  const hours = Math.floor(ms / HOUR_MS);
  if (hours < 48) return `${hours} h ${Math.floor((ms % HOUR_MS) / 60_000)} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
/** 2026-11-03 14:05:09 in local time, as a person reads a list. */
export function moment(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
