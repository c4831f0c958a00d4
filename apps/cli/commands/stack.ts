import { Command } from 'commander';
import { interrupted } from '../api/pause.js';
import { badInput, unreachable } from '../cli-error.js';
import { wholeNumber } from '../options/numbers.js';
import { aborted } from '../server/aborted.js';
import { portTrouble } from '../server/port-trouble.js';
import type { Session } from '../session.js';
import { servicePlans } from '../stack/service-plans.js';
import { stackEnvironment } from '../stack/stack-environment.js';
import { stackJson, stackLines } from '../stack/stack-lines.js';
import { stackServers, type StackServers } from '../stack/stack-servers.js';
import { startStack } from '../stack/start-stack.js';

interface StackOptions {
  readonly gateways: number;
  readonly orchestrators: number;
  readonly workers: number;
  readonly projectors: number;
  readonly graders: number;
  readonly webhooks: number;
  readonly classifiers: number;
  readonly port: number;
  readonly json?: true;
}

const DEFAULT_PORT = 7420;

export function stackCommand(session: Session): Command {
  const up = new Command('up')
    .description('run every service as processes of their own, on Kafka and PostgreSQL, until interrupted')
    .option('--port <n>', 'port of the first gateway on loopback; 0 takes any free one', wholeNumber(0), DEFAULT_PORT)
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
  await refuseTakenPort(session.env, options.port);
  const servers = await stackServers(session);
  try {
    await onServers(servers, session, options);
  } finally {
    await servers.stop();
  }
}

/** Before anything is started: the gateway would say so last. */
async function refuseTakenPort(env: Session['env'], port: number): Promise<void> {
  const host = env['PARLEY_HOST'] ?? '127.0.0.1';
  const trouble = await portTrouble(host, port);
  if (trouble === undefined) return;
  throw badInput(
    `cannot listen on ${host}:${port} (${trouble}): take another port with \`parley stack up --port\` (0: any free one)`,
  );
}

async function onServers(servers: StackServers, session: Session, options: StackOptions): Promise<void> {
  const { terminal, signal } = session;
  if (signal.aborted) throw interrupted();
  const env = { ...session.env, ...servers.exports };
  await ensureTopics(session, env);
  const plans = servicePlans(countsOf(options), { env, port: options.port });
  const listener = {
    tell: terminal.note,
    log: (name: string, line: string) => {
      terminal.note(`${name} | ${line}`);
    },
  };
  const stack = await startStack(plans, listener, signal);
  try {
    const shown = { services: stack.services, shared: stackEnvironment(env) };
    if (options.json === true) terminal.print(stackJson(shown, env));
    else stackLines(shown, { env, terminal }).forEach(terminal.print);
    const lost = await Promise.race([servers.lost, aborted(signal)]);
    if (lost !== undefined) throw unreachable(lost);
  } finally {
    await stack.stop();
  }
}

/** The log is loaded for this command alone. */
async function ensureTopics({ terminal }: Session, env: Session['env']): Promise<void> {
  const { operateTopics } = await import('../topics/operated-topics.js');
  const problems = await operateTopics(env, async (topics) => {
    await topics.ensure();
    return topics.problems();
  });
  if (problems.length === 0) return;
  problems.forEach(terminal.note);
  throw badInput(`topics are not as they have to be, in ${problems.length} ways: see above what helps with each`);
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
