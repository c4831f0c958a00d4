import { OTLPMetricExporterBase } from '@opentelemetry/exporter-metrics-otlp-http';
import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';
import { JsonMetricsSerializer, MetricsExporterMetricsHelper, type ISerializer } from '@opentelemetry/otlp-transformer';
import { DataPointType, type PushMetricExporter, type ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { Exemplar, Exemplars } from './exemplars.js';

/**
 * Sends metrics in JSON over OTLP/HTTP as the OTEL_EXPORTER_OTLP_* variables say, with an exemplar for each bucket that has
 * one: what OTLPMetricExporter is made of, but for the serializer, which that would not take.
 */
export function metricExporter(exemplars: Exemplars): PushMetricExporter {
  const configuration = convertLegacyHttpOptions({}, 'METRICS', 'v1/metrics', { 'Content-Type': 'application/json' });
  const serializer = serializerWith(exemplars);
  const counting = MetricsExporterMetricsHelper;
  return new OTLPMetricExporterBase(
    // Of what it measures of itself nobody asks.
    createOtlpHttpExportDelegate(configuration, serializer, 'otlp_http_metric_exporter', counting, undefined),
  );
}

/** The part of `ExportMetricsServiceRequest` that exemplars stand in. */
interface OtlpMetrics {
  readonly resourceMetrics: readonly {
    readonly scopeMetrics: readonly {
      readonly metrics: readonly { readonly histogram?: { readonly dataPoints: readonly OtlpPoint[] } }[];
    }[];
  }[];
}

interface OtlpPoint {
  exemplars?: readonly OtlpExemplar[];
}

interface OtlpExemplar {
  readonly timeUnixNano: string;
  readonly asDouble: number;
  readonly traceId: string;
  readonly spanId: string;
}

/** Theirs, which knows nothing of exemplars: they are added to what it has written, point by point. */
const serializerWith = (exemplars: Exemplars): ISerializer<ResourceMetrics, unknown> => ({
  serializeRequest(metrics) {
    const written = JsonMetricsSerializer.serializeRequest(metrics);
    const request = JSON.parse(new TextDecoder().decode(written)) as OtlpMetrics;
    const sent = request.resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    for (const [place, metric] of metrics.scopeMetrics.flatMap((scope) => scope.metrics).entries()) {
      if (metric.dataPointType !== DataPointType.HISTOGRAM) continue;
      for (const [nth, point] of (sent[place]?.histogram?.dataPoints ?? []).entries()) {
        const measured = metric.dataPoints[nth];
        if (measured !== undefined) point.exemplars = exemplarsOf(exemplars.of(metric.descriptor.name, measured));
      }
    }
    return new TextEncoder().encode(JSON.stringify(request));
  },
  deserializeResponse: (answer) => JsonMetricsSerializer.deserializeResponse(answer),
});

const exemplarsOf = (kept: readonly (Exemplar | undefined)[]): readonly OtlpExemplar[] =>
  kept
    .filter((exemplar) => exemplar !== undefined)
    .map(({ value, timeMs, span: { traceId, spanId } }) => ({
      timeUnixNano: `${timeMs}000000`,
      asDouble: value,
      traceId,
      spanId,
    }));
