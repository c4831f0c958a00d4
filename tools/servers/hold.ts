import { rm } from 'node:fs/promises';
import { isProvisioned } from '../provision/cache.js';
import { ProvisionError, type PartName } from '../provision/part.js';
import { PARTS } from '../provision/parts.js';
import { createSpansTopic } from './kafka-admin.js';
import { planCollector } from './plans/collector.js';
import { planJaeger } from './plans/jaeger.js';
import { planKafka } from './plans/kafka.js';
import { planPostgres } from './plans/postgres.js';
import { discard, launch, type RunningServer } from './running-server.js';
import { ServerError, type Exports, type ServerPlan } from './server-plan.js';

/** What runs on several machines cannot do without. */
const NEEDED = ['kafka', 'postgres'] as const satisfies readonly PartName[];

/** Each service keeps up to ten. */
const CONNECTIONS = '500';

export interface HeldServers {
  readonly exports: Exports;
  /** Resolves with the name of the first that ends by itself. */
  readonly lost: Promise<string>;
  /** Ends all, the last one first, and removes what they kept. */
  release(): Promise<void>;
}

/**
 * New servers, as long as they are held: Kafka and PostgreSQL, and Jaeger with a collector before it where both have been
 * provisioned.
 * @throws ProvisionError, ServerError
 */
export async function hold(): Promise<HeldServers> {
  refuseMissing(NEEDED.filter((name) => !isProvisioned(PARTS[name])));
  const running: RunningServer[] = [];
  const start: Start = async (plan) => {
    const server = await launchOf(plan);
    running.push(server);
    return server.plan.exports;
  };
  const release = async () => {
    for (const server of running.toReversed()) await discard([server]);
  };
  try {
    const exports = await startAll(start);
    return { exports, lost: Promise.race(running.map((server) => lossOf(server))), release };
  } catch (error) {
    await release();
    throw error;
  }
}

function refuseMissing(missing: readonly PartName[]): void {
  if (missing.length === 0) return;
  const names = missing.join(' ');
  throw new ProvisionError(`not provisioned: ${names}. Run \`npm run provision -- ${names}\` first`);
}

type Start = (plan: () => Promise<ServerPlan>) => Promise<Exports>;

/** Somebody else may have taken one of its ports between plan and start: then another plan has others. */
async function launchOf(plan: () => Promise<ServerPlan>): Promise<RunningServer> {
  const planned = await plan();
  try {
    return await launch(planned);
  } catch (error) {
    await rm(planned.directory, { recursive: true, force: true });
    if (!isPortTaken(error)) throw error;
    return launch(await plan());
  }
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof ServerError && /address already in use/i.test(error.message);

/** All that are independent of each other at once; each is known to `start` as soon as it runs. */
async function startAll(start: Start): Promise<Exports> {
  const traced = isProvisioned(PARTS.collector) && isProvisioned(PARTS.jaeger);
  const started = await settled([
    start(() => planPostgres({ max_connections: CONNECTIONS })),
    start(kafkaPlan),
    ...(traced ? [start(() => planJaeger('memory'))] : []),
  ]);
  const exports: Exports = Object.assign({}, ...started) as Exports;
  if (!traced) return exports;
  const { PARLEY_KAFKA_BROKERS: kafka = '', JAEGER_OTLP_ENDPOINT: jaeger = '' } = exports;
  await createSpansTopic(kafka);
  return { ...exports, ...(await start(() => planCollector({ jaeger, kafka }))) };
}

async function kafkaPlan(): Promise<ServerPlan> {
  const [broker] = (await planKafka()).brokers;
  if (broker === undefined) throw new RangeError('a cluster without brokers');
  return broker;
}

/** Waits for all of them, so that what has started is known when one fails. */
async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function lossOf({ plan, gone }: RunningServer): Promise<string> {
  await gone;
  return plan.name;
}
