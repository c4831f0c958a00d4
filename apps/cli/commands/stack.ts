import { Command } from 'commander';
import { interrupted } from '../api/pause.js';
import { unreachable } from '../cli-error.js';
import { dataOption } from '../options/data-option.js';
import { wholeNumber } from '../options/numbers.js';
import { printable } from '../rendering/printable.js';
import { aborted } from '../server/aborted.js';
import type { Session } from '../session.js';
import { servicePlans } from '../stack/service-plans.js';
import { stackJson, stackLines } from '../stack/stack-lines.js';
import { stackServers, type StackServers } from '../stack/stack-servers.js';
import { startStack, type Stack } from '../stack/start-stack.js';

interface StackOptions {
  readonly gateways: number;
  readonly orchestrators: number;
  readonly workers: number;
  readonly projectors: number;
  readonly graders: number;
  readonly webhooks: number;
  readonly classifiers: number;
  readonly port: number;
  readonly data: string;
  readonly json?: true;
}

const DEFAULT_PORT = 7420;

export function stackCommand(session: Session): Command {
  const up = new Command('up')
    .description('run every service as processes of their own, on Kafka and PostgreSQL, until interrupted')
    .option('--port <n>', 'port of the first gateway on loopback; 0 takes any free one', wholeNumber(0), DEFAULT_PORT)
    .addOption(dataOption(session))
    .option('--json', 'print where everything is as JSON and nothing else on stdout');
  for (const [name, what] of COUNTED) up.option(`--${name} <n>`, `how many ${what}`, wholeNumber(1, 64), 1);
  return new Command('stack')
    .description('the distributed mode on this machine, with provisioned servers or those that the environment names')
    .addCommand(up.action((options: StackOptions) => serve(session, options)));
}

const COUNTED = [
  ['gateways', 'gateways'],
  ['orchestrators', 'orchestrators'],
  ['workers', 'agent-workers'],
  ['projectors', 'projectors'],
  ['graders', 'graders'],
  ['webhooks', 'senders of webhooks'],
  ['classifiers', 'classifiers'],
] as const;

async function serve(session: Session, options: StackOptions): Promise<void> {
  const servers = await stackServers(session);
  try {
    await onServers(servers, session, options);
  } finally {
    await servers.stop();
  }
}

async function onServers(servers: StackServers, session: Session, options: StackOptions): Promise<void> {
  const { terminal, signal } = session;
  if (signal.aborted) throw interrupted();
  const env = { ...session.env, ...servers.exports, PARLEY_DATA: options.data };
  await ensureTopics(env);
  const plans = servicePlans(countsOf(options), { env, port: options.port });
  const listener = {
    tell: terminal.note,
    log: (name: string, line: string) => {
      terminal.note(`${name} | ${printable(line)}`);
    },
  };
  const stack = await startStack(plans, listener, signal);
  try {
    announce(stack, env, session, options);
    const lost = await Promise.race([servers.lost, aborted(signal)]);
    if (lost !== undefined) throw unreachable(lost);
  } finally {
    await stack.stop();
  }
}

/** The log is loaded for this command alone. */
async function ensureTopics(env: Session['env']): Promise<void> {
  const { operateTopics } = await import('../topics/operated-topics.js');
  await operateTopics(env, (topics) => topics.ensure());
}

const countsOf = ({ gateways, orchestrators, workers, projectors, graders, ...others }: StackOptions) => ({
  gateway: gateways,
  orchestrator: orchestrators,
  'agent-worker': workers,
  projector: projectors,
  grader: graders,
  webhooks: others.webhooks,
  classifier: others.classifiers,
});

function announce(stack: Stack, env: Session['env'], { terminal }: Session, { json }: StackOptions): void {
  if (json === true) terminal.print(stackJson(stack, env));
  else stackLines(stack, { env, terminal }).forEach(terminal.print);
}
