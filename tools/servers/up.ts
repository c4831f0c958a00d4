import { PARTS } from '../provision/parts.js';
import type { PartName } from '../provision/part.js';
import { provision } from '../provision/provision.js';
import { createSpansTopic } from './kafka-admin.js';
import { planCollector } from './plans/collector.js';
import { planJaeger } from './plans/jaeger.js';
import { planKafka } from './plans/kafka.js';
import { planPostgres } from './plans/postgres.js';
import { birthOf } from './process-birth.js';
import { launch } from './running-server.js';
import { ServerError, type Exports, type ServerPlan } from './server-plan.js';
import { isRunning, readState, writeState, type Started } from './state.js';

/** What a server needs comes before it. */
const ORDER = ['postgres', 'kafka', 'jaeger', 'collector'] as const satisfies readonly PartName[];
type ServerName = (typeof ORDER)[number];

type Tell = (line: string) => void;

/** Starts those that are not running yet, and gives all that are; the collector brings Jaeger along. */
export async function up(wanted: readonly PartName[], tell: Tell): Promise<readonly Started[]> {
  const names = ORDER.filter((name) => wanted.includes(name) || (name === 'jaeger' && wanted.includes('collector')));
  let servers = (await readState()).filter(isRunning);
  for (const name of names) {
    if (servers.some((server) => server.name === name)) continue;
    await provision(PARTS[name], { tell });
    servers = [...servers, ...(await start(name, exportsOf(servers)))];
    await writeState(servers);
    if (name === 'kafka') await createSpansTopic(exportsOf(servers).PARLEY_KAFKA_BROKERS ?? '');
    tell(`${name}: started`);
  }
  return servers;
}

export const exportsOf = (servers: readonly Started[]): Exports =>
  Object.assign({}, ...servers.map((server) => server.exports)) as Exports;

async function start(name: ServerName, exports: Exports): Promise<readonly Started[]> {
  const plans = await plansOf(name, exports);
  const launched = await Promise.all(plans.map((plan) => launch(plan, { detached: true })));
  return launched.map(({ pid, plan: { stopSignal, directory, exports } }) => {
    const birth = birthOf(pid);
    if (birth === undefined) throw new ServerError(`${name} ended as soon as it was healthy`);
    return { name, pid, birth, stopSignal, directory, exports };
  });
}

async function plansOf(name: ServerName, exports: Exports): Promise<readonly ServerPlan[]> {
  switch (name) {
    case 'collector':
      return [await planCollector({ jaeger: exports.JAEGER_OTLP_ENDPOINT ?? '', kafka: exports.PARLEY_KAFKA_BROKERS })];
    case 'jaeger':
      return [await planJaeger('memory')];
    case 'kafka':
      return (await planKafka()).brokers;
    case 'postgres':
      return [await planPostgres()];
  }
}
