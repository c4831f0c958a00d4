import path from 'node:path';

/** How to start a server on loopback: as often as one likes, at the same addresses and on the same data. */
export interface ServerPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it works and keeps what it keeps, with its log; only servers of one cluster share one. */
  readonly directory: string;
  readonly user?: UnixUser;
  /** Ends it in order. */
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
  /** Asked again and again once its process has been started. */
  readonly healthy: (pid: number) => Promise<boolean>;
  /** Variables that tell clients where it is. */
  readonly exports: Exports;
}

export const EXPORTS = [
  /** Where to send spans and metrics: OTLP over HTTP, of the collector. */
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  /** What the collector has received of metrics, for Prometheus. */
  'PARLEY_COLLECTOR_METRICS_URL',
  /** `host:port` of Jaeger's OTLP over gRPC. */
  'JAEGER_OTLP_ENDPOINT',
  /** Of Jaeger's query API. */
  'PARLEY_JAEGER_URL',
  /** `host:port,host:port` */
  'PARLEY_KAFKA_BROKERS',
  'PARLEY_POSTGRES_URL',
  /** Where the collector writes all spans on these brokers. */
  'PARLEY_OTLP_TOPIC',
] as const;
export type Exports = Readonly<Partial<Record<(typeof EXPORTS)[number], string>>>;

export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

export const logOf = ({ directory, name }: ServerPlan): string => path.join(directory, `${name}.log`);

export class ServerError extends Error {}
