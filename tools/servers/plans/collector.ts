import path from 'node:path';
import { directoryOf } from '../../provision/cache.js';
import { collector } from '../../provision/parts/collector.js';
import { answers } from '../answers.js';
import { freePorts } from '../free-ports.js';
import { inNewDirectory } from '../preparation.js';
import type { ServerPlan } from '../server-plan.js';

const CONFIGURATION = path.resolve(import.meta.dirname, '../../../otel-collector');

export interface CollectorTargets {
  /** `host:port` of OTLP over gRPC. */
  readonly jaeger: string;
  /** `host:port,host:port`; nothing goes to Kafka where it is absent. */
  readonly kafka?: string | undefined;
}

/** The collector with the configuration that is deployed. */
export const planCollector = (targets: CollectorTargets): Promise<ServerPlan> =>
  inNewDirectory('collector', (directory) => planIn(directory, targets));

async function planIn(directory: string, { jaeger, kafka }: CollectorTargets): Promise<ServerPlan> {
  const { grpc, http, metrics, health } = await freePorts('grpc', 'http', 'metrics', 'health');
  const files = ['collector.yaml', ...(kafka === undefined ? [] : ['kafka.yaml'])];
  return {
    name: 'collector',
    command: path.join(directoryOf(collector), 'otelcol'),
    args: files.flatMap((file) => ['--config', path.join(CONFIGURATION, file)]),
    environment: {
      OTLP_GRPC_ENDPOINT: `127.0.0.1:${grpc}`,
      OTLP_HTTP_ENDPOINT: `127.0.0.1:${http}`,
      COLLECTOR_PROMETHEUS_ENDPOINT: `127.0.0.1:${metrics}`,
      COLLECTOR_HEALTH_ENDPOINT: `127.0.0.1:${health}`,
      COLLECTOR_DATA: path.join(directory, 'queues'),
      JAEGER_OTLP_ENDPOINT: jaeger,
      ...(kafka !== undefined && { KAFKA_BROKERS: kafka }),
    },
    directory,
    stopSignal: 'SIGTERM',
    healthy: () => answers(`http://127.0.0.1:${health}/`),
    exports: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${http}`,
      PARLEY_COLLECTOR_METRICS_URL: `http://127.0.0.1:${metrics}/metrics`,
      ...(kafka !== undefined && { PARLEY_OTLP_TOPIC: 'otlp_spans' }),
    },
  };
}
