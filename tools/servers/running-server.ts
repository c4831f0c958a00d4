import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { logOf, ServerError, type ServerPlan } from './server-plan.js';

const POLL_MS = 25;
const START_MS = 60_000;
const STOP_MS = 15_000;
const LOG_LINES = 40;

export interface RunningServer {
  readonly plan: ServerPlan;
  readonly pid: number;
  /** Resolves when it has ended, wanted or not. */
  readonly gone: Promise<void>;
  /** Ends it by the signal, in order where none is given, and resolves when it has ended. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the server and resolves when it is healthy. `detached`: it outlives this process.
 * @throws ServerError with the last lines of its log
 */
export async function launch(plan: ServerPlan, { detached = false } = {}): Promise<RunningServer> {
  const child = start(plan, detached);
  if (!(await becomesHealthy(plan, child))) {
    await endOf(child, 'SIGKILL');
    throw new ServerError(`${plan.name} did not start; ${await lastWords(plan)}`);
  }
  if (detached) child.unref();
  return { plan, pid: child.pid ?? 0, gone: goneOf(child), end: (signal = plan.stopSignal) => endOf(child, signal) };
}

async function goneOf(child: ChildProcess): Promise<void> {
  if (isAlive(child)) await once(child, 'exit');
}

function start(plan: ServerPlan, detached: boolean): ChildProcess {
  const log = openSync(logOf(plan), 'a');
  try {
    const child = spawn(plan.command, plan.args, {
      cwd: plan.directory,
      env: { PATH: process.env['PATH'], ...plan.environment },
      stdio: ['ignore', log, log],
      detached,
      ...plan.user,
    });
    // A program that is not there: it never runs, and that is seen below.
    child.on('error', () => undefined);
    return child;
  } finally {
    closeSync(log);
  }
}

const isAlive = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** False when it ends before, or takes too long. */
async function becomesHealthy(plan: ServerPlan, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + START_MS;
  while (isAlive(child) && Date.now() < until) {
    if (await plan.healthy(child.pid ?? 0)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(impatience);
}

async function lastWords(plan: ServerPlan): Promise<string> {
  const log = await readFile(logOf(plan), 'utf8').catch(() => '');
  return log === '' ? 'it said nothing' : `it said:\n${log.trimEnd().split('\n').slice(-LOG_LINES).join('\n')}`;
}

/** Ends the servers, and removes all they have kept. */
export async function discard(servers: readonly RunningServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.end()));
  for (const { plan } of servers) await rm(plan.directory, { recursive: true, force: true });
}
