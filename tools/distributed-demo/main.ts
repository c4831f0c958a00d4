// npm run demo:distributed [-- options of parley demo]: the demo on services that are processes of their own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { kafkaStanding } from './kafka-standing.js';
import { lagInMetrics } from './lag-in-metrics.js';

const PARLEY = path.resolve(import.meta.dirname, '../parley.mjs');
const STACK = ['stack', 'up', '--json', '--port', '0', '--orchestrators', '2', '--workers', '2'];
const StackSchema = z.object({
  services: z.array(z.object({ name: z.string(), url: z.string() })),
  servers: z.record(z.string(), z.string()),
});
type Stack = z.infer<typeof StackSchema>;

// Ctrl-C reaches demo and stack by themselves; this waits for both.
process.on('SIGINT', () => undefined);

const stack = spawn(process.execPath, [PARLEY, ...STACK], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const stackEnded = codeOf(stack);
try {
  const listed = await listedBy(stack.stdout);
  process.exitCode = listed === undefined ? await stackEnded : await demoOn(listed);
} finally {
  stack.kill('SIGTERM');
  await stackEnded;
}

async function codeOf(child: ChildProcess): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Undefined when the stack does not start; it has said why. */
async function listedBy(stdout: NodeJS.ReadableStream): Promise<Stack | undefined> {
  for await (const line of createInterface({ input: stdout })) return StackSchema.parse(JSON.parse(line));
  return undefined;
}

async function demoOn(listed: Stack): Promise<number> {
  const gateway = listed.services.find(({ name }) => name.startsWith('gateway-'));
  console.log(`${listed.services.length} processes: ${listed.services.map(({ name }) => name).join(', ')}\n`);
  const demo = spawn(process.execPath, [PARLEY, 'demo', '--passing', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PARLEY_URL: gateway?.url },
  });
  const code = await codeOf(demo);
  await showStanding(listed);
  return code;
}

async function showStanding({ services, servers }: Stack): Promise<void> {
  const pages = await Promise.all(services.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const lag = lagInMetrics(pages);
  const { groups, topics } = await kafkaStanding(servers['PARLEY_KAFKA_BROKERS'] ?? '');
  console.log('\nWhat Kafka says, and how far the services say that they are behind:\n');
  show(['group', 'state', 'members', 'lag']);
  for (const { group, state, members } of groups) show([group, state, members, lag.get(group) ?? 0]);
  console.log('');
  show(['topic', 'partitions', 'offsets']);
  for (const { topic, partitions, offsets } of topics) show([topic, partitions, offsets]);
  console.log('\nMarks of transactions have offsets too; `parley dlq list` says whether there are dead letters.');
}

function show([name = '', ...cells]: readonly (string | number)[]): void {
  console.log(`${String(name).padEnd(18)}${cells.map((cell) => String(cell).padStart(11)).join('')}`);
}
