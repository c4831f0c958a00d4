import './repairs.js';
import kafkajs, { type Kafka, type KafkaConfig, type RetryOptions } from 'kafkajs';
import type { DriverOptions, KafkaSasl, KafkaTls } from '../connection.js';
import { registerCodecs } from './codecs.js';

/** What rides out an election of leaders or the restart of a broker, and gives up where neither is the cause. */
const RETRY: RetryOptions = { initialRetryTime: 50, maxRetryTime: 1_000, multiplier: 2, factor: 0.2, retries: 8 };

export function kafkaOf({ brokers, clientId, tls, sasl }: DriverOptions): Kafka {
  registerCodecs();
  return new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    // Whatever matters is thrown or told to the sink.
    logLevel: kafkajs.logLevel.NOTHING,
    retry: RETRY,
    ...(tls === undefined ? {} : { ssl: sslOf(tls) }),
    ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }),
  });
}

const sslOf = ({ ca, cert, key }: KafkaTls): NonNullable<KafkaConfig['ssl']> => ({
  ...(ca === undefined ? {} : { ca: [ca] }),
  ...(cert === undefined ? {} : { cert }),
  ...(key === undefined ? {} : { key }),
});

function saslOf({ mechanism, username, password }: KafkaSasl): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'PLAIN':
      return { mechanism: 'plain', username, password };
    case 'SCRAM-SHA-256':
      return { mechanism: 'scram-sha-256', username, password };
    case 'SCRAM-SHA-512':
      return { mechanism: 'scram-sha-512', username, password };
  }
}
