import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Interval } from './interval.js';
import { absent, type Absent, type Measure } from './measure.js';

const RESAMPLES = 4_000;
/** The same draws every time: equal data give equal intervals. */
const SEED = 20_251_208;
const TAIL = 0.025;

/** What was measured on one task, by name; what was not is left out. */
export type Row<K extends string> = Readonly<Partial<Record<K, number>>>;

/**
 * Means of each column over as many rows as there are, drawn with replacement, again and again. A column of which no row
 * with a value was drawn has none.
 */
export function resampledMeans<K extends string>(rows: readonly Row<K>[], columns: readonly K[]): readonly Row<K>[] {
  const generator = xoroshiro128plus(SEED);
  return Array.from({ length: RESAMPLES }, () => {
    const drawn = rows.flatMap(() => rows[uniformInt(generator, 0, rows.length - 1)] ?? []);
    return meansOf(drawn, columns);
  });
}

function meansOf<K extends string>(rows: readonly Row<K>[], columns: readonly K[]): Row<K> {
  const means: Partial<Record<K, number>> = {};
  for (const column of columns) {
    let [sum, count] = [0, 0];
    for (const { [column]: value } of rows) {
      if (value === undefined) continue;
      sum += value;
      count += 1;
    }
    if (count > 0) means[column] = sum / count;
  }
  return means;
}

/**
 * Efron's percentile interval from a statistic of each resample. Resamples in which it is not defined are left out as
 * long as they are fewer than the tail that the interval cuts off.
 */
export function percentileInterval(statistics: readonly Measure[]): Interval | Absent {
  const values = statistics.flatMap(({ value }) => (value === undefined ? [] : [value])).sort((a, b) => a - b);
  const missing = 1 - values.length / statistics.length;
  const [low, high] = [quantile(values, TAIL), quantile(values, 1 - TAIL)];
  if (low === undefined || high === undefined || missing > TAIL) {
    return absent(`not defined in ${(missing * 100).toFixed(0)}% of the resamples`);
  }
  return { low, high };
}

const quantile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.round(share * (sorted.length - 1))];
