import { diag, type Meter } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { detectResources, resourceFromAttributes, serviceInstanceIdDetector } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader, type MetricReader } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { givenResource } from '../given-resource.js';
import { latestExemplars, type Exemplars } from './exemplars.js';
import { metricExporter } from './metric-exporter.js';
import { OPEN_METRICS_TYPE, openMetricsOf } from './open-metrics.js';

/** The metrics of this process. */
export interface Meters {
  readonly meter: Meter;
  readonly exemplars: Exemplars;
  /** Answers with everything as Prometheus text, or as OpenMetrics, with exemplars, to who can read that. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

/** A process that ends waits so long for the receiver of its last metrics. */
const LAST_SEND_MS = 2_000;

/** `sends`: also by OTLP/HTTP, as the OTEL_EXPORTER_OTLP_* variables say. */
export function openMeters({ sends }: { readonly sends: boolean }): Meters {
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const exemplars = latestExemplars();
  const sending = sends ? [new PeriodicExportingMetricReader({ exporter: metricExporter(exemplars) })] : [];
  const provider = new MeterProvider({
    // Sums of two processes are two sums.
    resource: detectResources({ detectors: [serviceInstanceIdDetector] }).merge(
      resourceFromAttributes(givenResource()),
    ),
    readers: [prometheus, ...sending],
  });
  return {
    meter: provider.getMeter('parley'),
    exemplars,
    serve: (request, response) => {
      if (readsOpenMetrics(request)) void serveOpenMetrics(prometheus, exemplars, response);
      else prometheus.getMetricsRequestHandler(request, response);
    },
    // What cannot be sent is lost: metrics are sums, and the next process starts its own.
    close: () => provider.shutdown({ timeoutMillis: LAST_SEND_MS }).catch(() => undefined),
  };
}

const readsOpenMetrics = ({ headers }: IncomingMessage): boolean =>
  headers.accept?.includes('application/openmetrics-text') === true;

async function serveOpenMetrics(
  reader: Pick<MetricReader, 'collect'>,
  exemplars: Exemplars,
  response: ServerResponse,
): Promise<void> {
  try {
    const { resourceMetrics, errors } = await reader.collect();
    if (errors.length > 0) diag.error('some metrics could not be collected:', ...errors);
    response.setHeader('content-type', OPEN_METRICS_TYPE).end(openMetricsOf(resourceMetrics, exemplars));
  } catch (error) {
    diag.error('metrics could not be collected:', error);
    response.writeHead(500).end();
  }
}
