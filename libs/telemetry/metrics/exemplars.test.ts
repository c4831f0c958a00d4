import { describe, expect, it } from '@jest/globals';
import type { Attributes } from '@opentelemetry/api';
import type { DataPoint, Histogram } from '@opentelemetry/sdk-metrics';
import { latestExemplars } from './exemplars.js';
import type { Measure } from './instruments.js';

const METRIC = 'gen_ai.client.inference.duration';
/** Of the first bounds of the metric. */
const [LOWEST, SECOND] = [0.01, 0.02];

const took = (value: number, more: Partial<Measure> = {}): Measure => ({
  ...{ metric: METRIC, value, attributes: { model: 'm', kind: 'k' } },
  span: { traceId: 'a'.repeat(32), spanId: value.toString().padStart(16, '0') },
  ...more,
});
const point = (attributes: Attributes, startMs = 0): DataPoint<Histogram> => ({
  ...{ attributes, startTime: [startMs / 1_000, 0], endTime: [9, 0] },
  value: { buckets: { boundaries: [], counts: Array<number>(15).fill(0) }, count: 0, sum: 0 },
});

describe('exemplars', () => {
  const kept = (measures: readonly Measure[], of = point({ kind: 'k', model: 'm' })) => {
    let now = 0;
    const exemplars = latestExemplars(() => (now += 1_000));
    for (const measure of measures) exemplars.keep(measure);
    return exemplars.of(METRIC, of).map((exemplar) => exemplar?.value);
  };

  it('are the latest of each bucket, a bound being the last of its bucket', () => {
    const values = kept([took(LOWEST), took(SECOND), took(0.011), took(1_000)]);
    expect(values).toHaveLength(15);
    expect(values.flatMap((value, bucket) => (value === undefined ? [] : [[bucket, value]]))).toEqual([
      [0, LOWEST],
      [1, 0.011],
      [14, 1_000],
    ]);
  });

  it('are of their own series and of what the point covers, and only where a trace shows them', () => {
    const { span: _none, ...untraced } = took(LOWEST);
    expect(kept([took(LOWEST, { attributes: { model: 'other' } })])).toEqual([]);
    expect(kept([untraced])).toEqual([]);
    const later = point({ model: 'm', kind: 'k' }, 2_000);
    expect(kept([took(LOWEST), took(SECOND)], later).slice(0, 2)).toEqual([undefined, SECOND]);
  });

  it('are not kept of counters', () => {
    expect(kept([took(3, { metric: 'parley.cost' })])).toEqual([]);
  });

  it('are kept of a bounded number of series, the latest', () => {
    const series = Array.from({ length: 3_000 }, (_, n) => took(LOWEST, { attributes: { model: n } }));
    const exemplars = latestExemplars();
    for (const measure of series) exemplars.keep(measure);
    const found = series.filter(({ attributes }) => exemplars.of(METRIC, point(attributes)).length > 0);
    expect(found).toEqual(series.slice(-2_000));
  });
});
