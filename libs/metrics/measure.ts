/** A number, or why there is none; never 0 or NaN in place of one. */
export type Measure = { readonly value: number; readonly reason?: undefined } | Absent;
export interface Absent {
  readonly value?: undefined;
  readonly reason: string;
}

export const known = (value: number): Measure => ({ value });
export const absent = (reason: string): Absent => ({ reason });

/** Applies to numbers that are all known; else the first reason stands. */
export function combined(measures: readonly Measure[], of: (...values: number[]) => Measure): Measure {
  const values: number[] = [];
  for (const measure of measures) {
    if (measure.value === undefined) return measure;
    values.push(measure.value);
  }
  return of(...values);
}

/** A quotient; `reason` says why there is none where the divisor is 0. */
export const ratio = (part: Measure, whole: Measure, reason: string): Measure =>
  combined([part, whole], (over = 0, under = 0) => (under === 0 ? absent(reason) : known(over / under)));

export const total = (measures: readonly Measure[]): Measure =>
  measures.find(({ value }) => value === undefined) ?? known(measures.reduce((sum, { value = 0 }) => sum + value, 0));

/** Of a sample: divided by n - 1. */
export function standardDeviation(values: readonly number[]): Measure {
  if (values.length < 2) return absent('fewer than two finished runs');
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return known(Math.sqrt(squares / (values.length - 1)));
}
