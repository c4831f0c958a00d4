import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerProgram } from '../session.js';
import { aborted } from './aborted.js';
import { childLog } from './child-log.js';
import { lastWords } from './last-words.js';
import type { HeldServer } from './lease.js';
import type { ProcessEnd } from './process-end.js';
import { serverLineOf } from './server-lines.js';
import { lateStart, startError } from './start-error.js';
import { stopPatience } from './stop-patience.js';

/** A server that this process has started and may end. */
export interface ChildServer extends HeldServer {
  readonly pid: number;
  /** Settles when the process has gone, wanted or not, with how it ended. */
  readonly gone: Promise<ProcessEnd>;
  /** What it said last, in one line; once it has gone, that is all it said. */
  lastWords(): string;
  /** Ends it, whoever else uses it: SIGTERM, and SIGKILL for one that does not go in time. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly program: ServerProgram;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its log goes, line by line, once it listens; with PARLEY_DEBUG=1 from the first line on. */
  readonly log?: (line: string) => void;
  /** Gives up a server that does not listen yet. */
  readonly signal?: AbortSignal;
  /** How long it may take until it listens, in milliseconds. Default a minute. */
  readonly patienceMs?: number;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const START_MS = 60_000;

/**
 * Starts the server and resolves once it listens. It ends with this process, however that ends, unless others have come
 * to use it: then with the last of them.
 * @throws CliError when it ends or does not listen in time instead; its last words are in the message
 * @throws DirectoryOwned while another process owns its directory
 */
export async function startChildServer(options: ChildOptions): Promise<ChildServer> {
  const { program, env, log = () => undefined } = options;
  const child: Child = spawn(program.command, program.args, {
    env: { ...env, PARLEY_END_WITH_STDIN: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Out of reach of the terminal's Ctrl-C, which is for this process: others may be using the server.
    detached: true,
    windowsHide: true,
  });
  const words = lastWords();
  const passed = childLog(log);
  if (env['PARLEY_DEBUG'] === '1') passed.open();
  const logged = (line: string) => {
    words.add(line);
    passed.line(line);
  };
  const gone = goneOf(child);
  const stop = () => stopped(child, gone, stopPatience(env));
  const { listening, staying } = heardFrom(child, logged);
  const url = await startOf(listening, gone, options);
  if (url === undefined) {
    const isLate = isAlive(child);
    await stop();
    throw isLate ? lateStart(words.text()) : startError(child, words.text());
  }
  passed.open();
  return {
    url,
    gone,
    pid: child.pid ?? 0,
    lastWords: () => words.text(),
    stop,
    release: (interruption) => released(child, [gone, staying], interruption),
  };
}

/** A process that cannot be spawned at all has gone, too. */
const goneOf = (child: Child): Promise<ProcessEnd> =>
  new Promise((resolve) => {
    const gone = () => {
      resolve(child);
    };
    child.once('close', gone).once('error', gone);
  });

/** Undefined when it ends, says nothing in time or is given up. */
async function startOf(
  listening: Promise<string>,
  gone: Promise<unknown>,
  { signal, patienceMs = START_MS }: Pick<ChildOptions, 'signal' | 'patienceMs'>,
): Promise<string | undefined> {
  const inTime = new AbortController();
  try {
    return await Promise.race([
      listening,
      gone.then(() => undefined),
      delay(patienceMs, undefined, { signal: inTime.signal, ref: false }),
      ...(signal === undefined ? [] : [aborted(signal).then(() => undefined)]),
    ]);
  } finally {
    inTime.abort();
  }
}

interface Heard {
  readonly listening: Promise<string>;
  readonly staying: Promise<void>;
}

/** Reads stdout and stderr to their ends, so that no pipe ever fills up; what is not for this process is log. */
function heardFrom(child: Child, log: (line: string) => void): Heard {
  const listening = Promise.withResolvers<string>();
  const staying = Promise.withResolvers<undefined>();
  createInterface({ input: child.stderr }).on('line', log);
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = serverLineOf(text);
    if (line === undefined) log(text);
    else if ('listening' in line) listening.resolve(line.listening);
    else staying.resolve(undefined);
  });
  return { listening: listening.promise, staying: staying.promise };
}

const isAlive = ({ pid, exitCode, signalCode }: Child): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

async function stopped(child: Child, gone: Promise<unknown>, patienceMs: number): Promise<void> {
  if (!isAlive(child)) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(killer);
}

/** Leaves the server to itself: it goes, or stays for others. */
async function released(child: Child, settled: readonly Promise<unknown>[], interruption: AbortSignal): Promise<void> {
  child.stdin.on('error', () => undefined).end();
  await Promise.race([...settled, aborted(interruption)]);
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
}
