import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { directoryOf } from '../../provision/cache.js';
import { kafka } from '../../provision/parts/kafka.js';
import { freePorts } from '../free-ports.js';
import { countBrokers } from '../kafka-admin.js';
import {
  brokerProperties,
  LISTENERS,
  propertiesText,
  type BrokerPlace,
  type Listener,
  type Properties,
} from '../kafka-properties.js';
import { makeSecurity, scramUsers, type KafkaCertificates } from '../kafka-security.js';
import { inNewDirectory, runOnce } from '../preparation.js';
import type { ServerPlan } from '../server-plan.js';

const CLUSTER_ID = 'cGFybGV5LXRlc3Qta2Fma2';
const LOGGING = `-Dlog4j2.configurationFile=${path.resolve(import.meta.dirname, '../kafka-log4j2.xml')}`;

export interface KafkaOptions {
  readonly brokers?: 1 | 3;
  /** Adds SASL (PLAIN and SCRAM), in the clear and over TLS, and mutual TLS. */
  readonly secure?: boolean;
  /** The port of a proxy that forwards to `addresses.proxied`, for clients that are to come by it; of one broker only. */
  readonly proxy?: number;
  /** Over the properties that every broker has. */
  readonly settings?: Properties;
  /** By default it starts quickly and works slowly; none for a broker whose speed is measured. */
  readonly javaFlags?: readonly string[];
}

const QUICK_START = ['-XX:TieredStopAtLevel=1'];

/** A new, empty cluster whose brokers are controllers too. */
export interface KafkaPlan {
  /** To be launched together: none is healthy before all are there. */
  readonly brokers: readonly ServerPlan[];
  /** `host:port,host:port` */
  readonly addresses: Readonly<Record<Exclude<Listener, 'controller'>, string>>;
  /** Of secure ones. */
  readonly certificates?: KafkaCertificates;
}

export const planKafka = (options: KafkaOptions = {}): Promise<KafkaPlan> =>
  inNewDirectory('kafka', (directory) => planIn(directory, options));

async function planIn(directory: string, options: KafkaOptions): Promise<KafkaPlan> {
  const { brokers = 1, secure = false, proxy } = options;
  const cluster = await Promise.all(Array.from({ length: brokers }, () => freePorts(...LISTENERS)));
  const security = secure ? await makeSecurity(directory) : undefined;
  const plans = cluster.map((_, index) => {
    const data = path.join(directory, `data-${index + 1}`);
    return planBroker(directory, { cluster, index, data, proxy, security: security?.properties }, options);
  });
  const on = (listener: Listener) => cluster.map((ports) => `127.0.0.1:${ports[listener]}`).join(',');
  return {
    brokers: await Promise.all(plans),
    addresses: {
      plain: on('plain'),
      proxied: on('proxied'),
      saslPlain: on('saslPlain'),
      saslTls: on('saslTls'),
      mutualTls: on('mutualTls'),
    },
    ...(security !== undefined && { certificates: security.certificates }),
  };
}

async function planBroker(directory: string, place: BrokerPlace, options: KafkaOptions): Promise<ServerPlan> {
  const { cluster, index, security } = place;
  const { settings = {}, javaFlags = QUICK_START } = options;
  const name = cluster.length === 1 ? 'kafka' : `kafka-${index + 1}`;
  const file = path.join(directory, `${name}.properties`);
  await writeFile(file, propertiesText({ ...brokerProperties(place), ...settings }));
  const users = security === undefined ? [] : scramUsers();
  const formatting = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', file, ...users];
  await runOnce('java', ['-Xmx128m', ...QUICK_START, ...common(), ...formatting]);
  const address = `127.0.0.1:${cluster[index]?.plain ?? 0}`;
  return {
    name,
    command: 'java',
    args: ['-Xms128m', '-Xmx512m', ...javaFlags, ...common(), 'kafka.Kafka', file],
    environment: {},
    directory,
    stopSignal: 'SIGTERM',
    healthy: async () => (await countBrokers(address)) === cluster.length,
    exports: { PARLEY_KAFKA_BROKERS: address },
  };
}

const common = (): readonly string[] => ['-XX:+UseSerialGC', LOGGING, '-cp', path.join(directoryOf(kafka), '*')];
