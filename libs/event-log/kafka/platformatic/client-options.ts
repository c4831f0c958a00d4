import type { BaseOptions, ConsumerOptions } from '@platformatic/kafka';
import type { DriverOptions, KafkaTls } from '../connection.js';
import { DEFAULT_SESSION_MS, FETCH_WAIT_MS, HEARTBEATS_PER_SESSION } from '../timing.js';

const READ_COMMITTED = 1;
const RETRIES = 8;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 1_000;

/** What all clients are told. Retries ride out an election of leaders or the restart of a broker. */
export function clientOptions({ brokers, clientId, tls, sasl }: DriverOptions): BaseOptions {
  return {
    clientId,
    bootstrapBrokers: [...brokers],
    retries: RETRIES,
    retryDelay: (_client, _operation, attempt) => retryDelay(attempt),
    ...(tls === undefined ? {} : { tls: tlsOf(tls) }),
    ...(sasl === undefined ? {} : { sasl: { ...sasl } }),
  };
}

export const retryDelay = (attempt: number): number => Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LAST_RETRY_MS);

const tlsOf = ({ ca, cert, key }: KafkaTls): NonNullable<BaseOptions['tls']> => ({
  ...(ca === undefined ? {} : { ca: [ca] }),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key }),
});

export function consumerOptions(
  options: DriverOptions,
  groupId: string,
): ConsumerOptions<Buffer, Buffer, Buffer, Buffer> {
  const { sessionTimeoutMs = DEFAULT_SESSION_MS } = options;
  return {
    ...clientOptions(options),
    groupId,
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: sessionTimeoutMs,
    heartbeatInterval: sessionTimeoutMs / HEARTBEATS_PER_SESSION,
    isolationLevel: READ_COMMITTED,
    autocommit: false,
    minBytes: 1,
    maxWaitTime: FETCH_WAIT_MS,
  };
}
