import type { Estimate, Interval, Measure } from '#metrics';

/** Stands for what is not defined; the notes say why. */
export const NONE = '-';

export const figure = (measure: Measure | undefined, of: (value: number) => string, absent = NONE): string =>
  measure?.value === undefined ? absent : of(measure.value);

/** 263 [210,330]; without brackets where only the interval is missing. */
export function estimated(estimate: Estimate | undefined, of: (value: number) => string): string {
  if (estimate?.value === undefined) return NONE;
  return `${of(estimate.value)}${bracketed(estimate.interval, of)}`;
}

const bracketed = (interval: Interval | { readonly reason: string }, of: (value: number) => string): string =>
  interval.reason === undefined ? ` [${of(interval.low)},${of(interval.high)}]` : '';

/** 71% [51,85] */
export const successText = (success: Estimate): string =>
  estimated(success, percent).replace(/^[^ ]+/, (rate) => (rate === NONE ? rate : `${rate}%`));

export const percent = (rate: number): string => (rate * 100).toFixed(0);
/** Percentage points with their sign; never -0. */
export function points(difference: number): string {
  const value = Math.round(difference * 100);
  return value > 0 ? `+${value}` : String(value === 0 ? 0 : value);
}
export const whole = (value: number): string => value.toFixed(0);
export const oneDecimal = (value: number): string => value.toFixed(1);
export const twoDecimals = (value: number): string => value.toFixed(2);
export const threeDecimals = (value: number): string => value.toFixed(3);

export const pText = (p: number | undefined): string => {
  if (p === undefined) return NONE;
  return p < 0.001 ? '<.001' : threeDecimals(p);
};

const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
/** 12.3K */
export const compact = (value: number): string => COMPACT.format(value);
