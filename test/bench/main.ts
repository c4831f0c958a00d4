// npm run bench [-- c1 seq fan long recover idle spans otlp metrics classify]: JSON lines, then a table. Every commit is synced.
// [BENCH_PARTITIONS=4] npm run bench -- kafka: by each of the clients, on a broker that is started for it (npm run provision -- kafka).
// npm run bench -- kafka-takeover: by each of the clients, how long the partitions of an owner that was killed wait.
// npm run bench -- kafka-recover: on such a broker and a PostgreSQL (npm run provision -- kafka postgres).
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { KAFKA_DRIVERS, type KafkaDriverName } from '#event-log';
import { rawFdatasync } from './disk.js';
import { newDirectory } from './host.js';

type Measured = Promise<Record<string, unknown>>;

const steps = async (name: string): Measured => (await import('./steps.js')).measureSteps(name);

/** Each loads only what it measures: what another workload needs would stand in its memory. */
const WORKLOADS: Readonly<Record<string, (name: string) => Measured>> = {
  c1: steps,
  seq: steps,
  fan: steps,
  long: steps,
  recover: async () => (await import('./recovery.js')).measureRecovery(),
  idle: async () => (await import('./recovery.js')).measureIdle(),
  spans: async () => (await import('./spans.js')).measureSpans(),
  otlp: async () => (await import('./otlp.js')).measureOtlp(),
  metrics: async () => (await import('./transcripts.js')).measureTranscripts(),
  classify: async () => (await import('./classify.js')).measureClassify(),
};
const ON_SERVERS: Readonly<Record<string, () => Measured>> = {
  'kafka-recover': async () => (await import('./kafka/recovery.js')).measureKafkaRecovery(),
};
const BY_CLIENT: Readonly<Record<string, (client: KafkaDriverName) => Measured>> = {
  kafka: async (client) => (await import('./kafka/kafka.js')).measureKafka(client),
  'kafka-takeover': async (client) => (await import('./kafka/takeover.js')).measureTakeover(client),
};
const ALL = Object.keys(WORKLOADS);
/** Names that stand for several workloads. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.keys(BY_CLIENT).map((name) => [name, KAFKA_DRIVERS.map((client) => `${name}-${client}`)]),
);
const OF_CLIENTS: Readonly<Record<string, () => Measured>> = Object.fromEntries(
  Object.entries(BY_CLIENT).flatMap(([name, workload]) =>
    KAFKA_DRIVERS.map((client) => [`${name}-${client}`, () => workload(client)]),
  ),
);

async function measure(name: string): Promise<void> {
  const workload = WORKLOADS[name] ?? ON_SERVERS[name] ?? OF_CLIENTS[name];
  console.log(JSON.stringify(await workload?.(name)));
  process.exit(0);
}

/** Each workload in a process of its own, so that none sees another's memory. */
function measureAll(names: readonly string[]): void {
  const directory = newDirectory();
  console.log(JSON.stringify({ fdatasync_ms: rawFdatasync(directory), node: process.version }));
  rmSync(directory, { recursive: true });
  const results = names.map((name) => {
    const options = { encoding: 'utf8', env: { ...process.env, BENCH_ONE: name }, maxBuffer: 2 ** 26 } as const;
    const line = execFileSync(process.execPath, [...process.execArgv, process.argv[1] ?? '', name], options).trim();
    console.log(line);
    return JSON.parse(line) as Record<string, unknown>;
  });
  console.table(Object.fromEntries(results.map(({ workload, ...figures }) => [workload, figures])));
}

const one = process.env['BENCH_ONE'];
const asked = process.argv.slice(2).flatMap((name) => TOGETHER[name] ?? [name]);
const known = [...ALL, ...Object.keys(ON_SERVERS), ...Object.keys(OF_CLIENTS)];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no workload named ${unknown.join(', ')}; use ${[...known, ...Object.keys(TOGETHER)].join(', ')}`);
  process.exit(2);
}
if (one === undefined) measureAll(asked.length === 0 ? ALL : asked);
else await measure(one);
