/** Where the brokers are, and as whom they know us. */
export interface KafkaConnection {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  /** Shown in the brokers' logs and quotas. */
  readonly clientId: string;
  /** A member that is silent for so long loses its partitions. Default 10,000 ms. */
  readonly sessionTimeoutMs?: number;
  readonly tls?: KafkaTls;
  readonly sasl?: KafkaSasl;
}
/** PEM texts. */
export interface KafkaTls {
  readonly ca?: string;
  /** With `key`, for mutual TLS. */
  readonly cert?: string;
  readonly key?: string;
}
export interface KafkaSasl {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

/** What the clients are told, the same for both. */
export interface DriverOptions extends KafkaConnection {
  /** A transaction that is open for so long is aborted by the broker. Default 30,000 ms. */
  readonly transactionTimeoutMs?: number;
}
