import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { unreachable, type CliError } from '../cli-error.js';
import type { ServerProgram } from '../session.js';
import { lastLines } from './last-lines.js';
import { listeningUrl } from './listening-line.js';

/** A server that lives as long as this process wants it. */
export interface ChildServer {
  readonly url: string;
  /** Settles with the exit code when the process has gone, wanted or not. */
  readonly gone: Promise<number | null>;
  /** SIGTERM, and SIGKILL for one that does not go in time. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly program: ServerProgram;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its log goes, line by line. The last lines are kept for the error message in any case. */
  readonly log?: (line: string) => void;
}

const START_MS = 60_000;
const STOP_MS = 15_000;
const KEPT_LINES = 5;

/**
 * Starts the server and resolves once it listens.
 * @throws CliError when it ends or says nothing for a minute instead; its last words are in the message
 */
export async function startChildServer({ program, env, log }: ChildOptions): Promise<ChildServer> {
  const child = spawn(program.command, program.args, {
    env: { ...env, PARLEY_END_WITH_STDIN: '1' },
    // Its stdin ends with this process, however that ends, and then it ends as well.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lastWords = lastLines(KEPT_LINES);
  const logged = (line: string) => {
    lastWords.add(line);
    log?.(line);
  };
  createInterface({ input: child.stderr }).on('line', logged);
  const gone = goneOf(child);
  const tooLate = new AbortController();
  const url = await Promise.race([
    listening(child, logged),
    gone.then(() => undefined),
    delay(START_MS, undefined, { signal: tooLate.signal, ref: false }).catch(() => undefined),
  ]);
  tooLate.abort();
  const stop = () => stopped(child, gone);
  if (url !== undefined) return { url, gone, stop };
  await stop();
  throw startError(child, lastWords.all());
}

/** A process that cannot be spawned at all has gone, too. */
const goneOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', resolve).once('error', () => {
      resolve(null);
    });
  });

/** Reads stdout to its end, so that the pipe never fills up; what is not the address is log. */
async function listening(child: ChildProcess, log: (line: string) => void): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const url = listeningUrl(line);
      if (url === undefined) log(line);
      else resolve(url);
    });
  });
}

async function stopped(child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(killer);
}

function startError(child: ChildProcess, lastWords: readonly string[]): CliError {
  if (child.pid === undefined) return unreachable(`the server cannot be started: ${child.spawnfile} is missing`);
  const how = child.exitCode === null ? 'did not start in time' : `ended with code ${child.exitCode}`;
  const why = lastWords.length === 0 ? 'run with PARLEY_DEBUG=1 to see its log' : lastWords.join(' ');
  return unreachable(`the server ${how}: ${why.replace(/\s+/g, ' ')}`);
}
