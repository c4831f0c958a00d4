const GROUPED = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const MINUTE_MS = 60_000;
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
/** 850 ms, 12.3 s, 4 min 5 s, 23 h 4 min, 3 d 4 h: rounded before it is divided, so that no rest is a whole unit. */
export function duration(ms: number): string {
  const rounded = (unit: number): number => Math.round(ms / unit);
  if (rounded(1) < 1_000) return `${rounded(1)} ms`;
  if (rounded(100) < 600) return `${(rounded(100) / 10).toFixed(1)} s`;
  const [seconds, minutes, hours] = [rounded(1_000), rounded(MINUTE_MS), rounded(HOUR_MS)];
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
/** 2026-11-03 14:05:09 in local time, as a person reads a list. */
export function moment(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
