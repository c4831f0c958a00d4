import type { Meter } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { detectResources, resourceFromAttributes, serviceInstanceIdDetector } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { givenResource } from '../given-resource.js';

/** The metrics of this process. */
export interface Meters {
  readonly meter: Meter;
  /** Answers with everything as Prometheus text. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
}

/** A process that ends waits so long for the receiver of its last metrics. */
const LAST_SEND_MS = 2_000;

/** `sends`: also by OTLP/HTTP, as the OTEL_EXPORTER_OTLP_* variables say. */
export function openMeters({ sends }: { readonly sends: boolean }): Meters {
  const prometheus = new PrometheusExporter({ preventServerStart: true });
  const sending = sends ? [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })] : [];
  const provider = new MeterProvider({
    // Sums of two processes are two sums.
    resource: detectResources({ detectors: [serviceInstanceIdDetector] }).merge(
      resourceFromAttributes(givenResource()),
    ),
    readers: [prometheus, ...sending],
  });
  return {
    meter: provider.getMeter('parley'),
    serve: (request, response) => {
      prometheus.getMetricsRequestHandler(request, response);
    },
    // What cannot be sent is lost: metrics are sums, and the next process starts its own.
    close: () => provider.shutdown({ timeoutMillis: LAST_SEND_MS }).catch(() => undefined),
  };
}
