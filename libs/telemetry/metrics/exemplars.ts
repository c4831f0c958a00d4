import { hrTimeToMilliseconds } from '@opentelemetry/core';
import type { Attributes } from '@opentelemetry/api';
import type { DataPoint, Histogram } from '@opentelemetry/sdk-metrics';
import { LRUCache } from 'lru-cache';
import { RUN_METRICS, type Measure, type MeasuredSpan } from './instruments.js';

/** One measurement that stands for the others of its bucket, and the span that shows it. */
export interface Exemplar {
  readonly value: number;
  /** When it was recorded, in epoch milliseconds. */
  readonly timeMs: number;
  readonly span: MeasuredSpan;
}

/** Of each bucket of each histogram the latest measurement that a trace shows. */
export interface Exemplars {
  keep(measure: Measure): void;
  /** At the place of its bucket; none that is older than what the point covers. */
  of(metric: string, point: DataPoint<Histogram>): readonly (Exemplar | undefined)[];
}

/** Of all histograms together, those in use; the SDK has as many of each. */
const SERIES = 2_000;

/** @param now the clock that points of histograms begin by */
export function latestExemplars(now: () => number = Date.now): Exemplars {
  const series = new LRUCache<string, Map<number, Exemplar>>({ max: SERIES });
  return {
    keep({ metric, value, attributes, span }) {
      const definition = RUN_METRICS[metric];
      if (span === undefined || definition.kind !== 'histogram') return;
      const key = seriesOf(metric, attributes);
      const buckets = series.get(key) ?? new Map<number, Exemplar>();
      series.set(key, buckets.set(bucketOf(value, definition.buckets), { value, timeMs: now(), span }));
    },
    of(metric, { attributes, startTime, value: { buckets } }) {
      const kept = series.peek(seriesOf(metric, attributes));
      if (kept === undefined) return [];
      const since = hrTimeToMilliseconds(startTime);
      return buckets.counts.map((_, bucket) => {
        const exemplar = kept.get(bucket);
        return exemplar !== undefined && exemplar.timeMs >= since ? exemplar : undefined;
      });
    },
  };
}

/** The order of attributes means nothing. Made for every measurement. */
function seriesOf(metric: string, attributes: Attributes): string {
  let series = metric;
  for (const name of Object.keys(attributes).sort()) series += `\0${name}\0${String(attributes[name])}`;
  return series;
}

/** A bucket holds its upper bound; the last one has none. */
function bucketOf(value: number, bounds: readonly number[]): number {
  const bucket = bounds.findIndex((bound) => value <= bound);
  return bucket === -1 ? bounds.length : bucket;
}
