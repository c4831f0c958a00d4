import type { Attributes } from '@opentelemetry/api';
import {
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { Exemplar, Exemplars } from './exemplars.js';

export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'info';
  readonly samples: readonly Sample[];
}

interface Sample {
  /** What follows the name of its family. */
  readonly suffix: string;
  readonly labels: Attributes;
  readonly value: number;
  readonly exemplar?: Exemplar | undefined;
}

/**
 * The samples of Prometheus text in the text format of OpenMetrics 1.0, which has room for exemplars. Units are left out:
 * here a unit would have to be part of the metric's name.
 */
export function openMetricsOf({ resource, scopeMetrics }: ResourceMetrics, exemplars: Exemplars): string {
  const target = { suffix: '_info', labels: resource.attributes, value: 1 };
  const families: readonly Family[] = [
    { name: 'target', type: 'info', help: 'Target metadata', samples: [target] },
    ...scopeMetrics.flatMap(({ scope, metrics }) =>
      metrics.flatMap((metric) => familyOf(metric, { 'otel.scope.name': scope.name }, exemplars)),
    ),
  ];
  return [...families.flatMap(linesOf), '# EOF', ''].join('\n');
}

function familyOf(metric: MetricData, scope: Attributes, exemplars: Exemplars): readonly Family[] {
  const { name, description: help } = metric.descriptor;
  switch (metric.dataPointType) {
    case DataPointType.HISTOGRAM: {
      const samples = metric.dataPoints.flatMap((point) => histogramSamples(point, scope, exemplars.of(name, point)));
      return [{ name, help, type: 'histogram', samples }];
    }
    case DataPointType.SUM:
      return metric.isMonotonic
        ? [{ name, help, type: 'counter', samples: numberSamples(metric.dataPoints, scope, '_total') }]
        : [{ name, help, type: 'gauge', samples: numberSamples(metric.dataPoints, scope) }];
    case DataPointType.GAUGE:
      return [{ name, help, type: 'gauge', samples: numberSamples(metric.dataPoints, scope) }];
    // Prometheus text leaves them out too.
    case DataPointType.EXPONENTIAL_HISTOGRAM:
      return [];
  }
}

const numberSamples = (points: readonly DataPoint<number>[], scope: Attributes, suffix = ''): readonly Sample[] =>
  points.map(({ attributes, value }) => ({ suffix, labels: { ...attributes, ...scope }, value }));

function histogramSamples(
  { attributes, value: { buckets, count, sum } }: DataPoint<Histogram>,
  scope: Attributes,
  kept: readonly (Exemplar | undefined)[],
): readonly Sample[] {
  const labels = { ...attributes, ...scope };
  let below = 0;
  return [
    ...buckets.counts.map((inBucket, bucket) => {
      const le = floatText(buckets.boundaries[bucket] ?? Infinity);
      return { suffix: '_bucket', labels: { ...labels, le }, value: (below += inBucket), exemplar: kept[bucket] };
    }),
    { suffix: '_count', labels, value: count },
    ...(sum === undefined ? [] : [{ suffix: '_sum', labels, value: sum }]),
  ];
}

function linesOf({ name, type, help, samples }: Family): readonly string[] {
  const shown = shownName(name);
  return [
    `# TYPE ${shown} ${type}`,
    ...(help === '' ? [] : [`# HELP ${shown} ${escaped(help)}`]),
    ...samples.map(
      ({ suffix, labels, value, exemplar }) =>
        `${shown}${suffix}${labelsText(labels)} ${numberText(value)}${exemplar === undefined ? '' : exampleText(exemplar)}`,
    ),
  ];
}

/** Ids in hex have 63 of the 128 characters that an exemplar's labels may have. */
const exampleText = ({ value, timeMs, span: { traceId, spanId } }: Exemplar): string =>
  ` # ${labelsText({ trace_id: traceId, span_id: spanId })} ${numberText(value)} ${timeMs / 1_000}`;

const labelsText = (labels: Attributes): string =>
  `{${Object.entries(labels)
    .map(
      ([name, value]) => `${shownName(name)}="${escaped(typeof value === 'string' ? value : JSON.stringify(value))}"`,
    )
    .join(',')}}`;

/** As in Prometheus text: what it does not know in a name is an underscore, of several one. */
const shownName = (name: string): string => name.replaceAll(/[^a-zA-Z0-9_]/g, '_').replaceAll(/_{2,}/g, '_');

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const numberText = (value: number): string =>
  Number.isFinite(value) || Number.isNaN(value) ? `${value}` : value > 0 ? '+Inf' : '-Inf';

/** Bounds are floats even where they are whole: `1.0` and `1` would be two series. */
const floatText = (bound: number): string => (Number.isInteger(bound) ? `${bound}.0` : numberText(bound));
