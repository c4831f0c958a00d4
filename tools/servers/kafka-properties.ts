export type Properties = Readonly<Record<string, string | number | boolean>>;

export const LISTENERS = ['plain', 'proxied', 'controller', 'saslPlain', 'saslTls', 'mutualTls'] as const;
export type Listener = (typeof LISTENERS)[number];
type BrokerPorts = Readonly<Record<Listener, number>>;

const PROTOCOLS: Readonly<Record<Listener, string>> = {
  plain: 'PLAINTEXT',
  proxied: 'PLAINTEXT',
  controller: 'PLAINTEXT',
  saslPlain: 'SASL_PLAINTEXT',
  saslTls: 'SASL_SSL',
  mutualTls: 'SSL',
};

export interface BrokerPlace {
  readonly cluster: readonly BrokerPorts[];
  /** Of this broker in the cluster. */
  readonly index: number;
  readonly data: string;
  /** The port by which clients of the listener `proxied` are told to come, if it is to have that listener. */
  readonly proxy?: number | undefined;
  /** Properties of its listeners with SASL and TLS, if it is to have them. */
  readonly security?: Properties | undefined;
}

/** What server.properties says of a small broker that is fast to start and to start again. */
export function brokerProperties({ cluster, index, data, proxy, security }: BrokerPlace): Properties {
  return {
    'process.roles': 'broker,controller',
    'node.id': index + 1,
    'controller.quorum.voters': cluster.map(({ controller }, i) => `${i + 1}@127.0.0.1:${controller}`).join(','),
    ...listenerProperties(cluster[index], { secure: security !== undefined, proxy }),
    ...replication(cluster.length),
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'delete.topic.enable': true,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    // What a broker has to read before it knows the positions of groups (ADR 25).
    'offsets.topic.segment.bytes': 1_048_576,
    'log.cleaner.delete.retention.ms': 60_000,
    // A broker that was killed may come back only after its old session has ended.
    'broker.session.timeout.ms': 2_000,
    'broker.heartbeat.interval.ms': 300,
    'controlled.shutdown.enable': true,
    ...security,
  };
}

interface ListenerOptions {
  readonly secure: boolean;
  readonly proxy: number | undefined;
}

function listenerProperties(ports: BrokerPorts | undefined, { secure, proxy }: ListenerOptions): Properties {
  const plain = LISTENERS.filter((name) => PROTOCOLS[name] === 'PLAINTEXT');
  const names = (secure ? LISTENERS : plain).filter((name) => name !== 'proxied' || proxy !== undefined);
  const at = (name: Listener, port = 0) => `${name.toUpperCase()}://127.0.0.1:${port}`;
  const told = names.filter((name) => name !== 'controller');
  return {
    listeners: names.map((name) => at(name, ports?.[name])).join(','),
    'advertised.listeners': told.map((name) => at(name, name === 'proxied' ? proxy : ports?.[name])).join(','),
    'listener.security.protocol.map': names.map((name) => `${name.toUpperCase()}:${PROTOCOLS[name]}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAIN',
  };
}

function replication(brokers: number): Properties {
  const least = brokers > 1 ? 2 : 1;
  return {
    'default.replication.factor': brokers,
    'min.insync.replicas': least,
    'offsets.topic.replication.factor': brokers,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': brokers,
    'transaction.state.log.min.isr': least,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': brokers,
    'share.coordinator.state.topic.min.isr': least,
  };
}

export const propertiesText = (properties: Properties): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
