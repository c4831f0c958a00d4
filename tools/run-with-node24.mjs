import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_MS = 500;

const platform = process.platform === 'win32' ? 'win' : process.platform;
const bin = path.resolve(import.meta.dirname, `../node_modules/node-${platform}-${process.arch}/bin`);

/**
 * Runs a command with the Node 24 that `npm ci` put into node_modules, whatever Node and npm started it, and ends as it
 * does: with its exit code, or 128 + n for a signal. (node_modules/.bin/node is not enough: npm 10 leaves that link out as
 * several platform packages claim it.)
 * `tied`: a Node program of ours, that hears of signals by a channel and ends when the channel does, however this process
 * ends.
 */
export function runWithNode24(command, args, { tied = false } = {}) {
  refuseOldNode();
  const child = spawn(command, args, {
    stdio: tied ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    shell: process.platform === 'win32' && !tied,
    env: { ...process.env, PATH: existsSync(bin) ? `${bin}${path.delimiter}${process.env.PATH}` : process.env.PATH },
  });
  const pass = (signal) => {
    if (tied) child.send({ signal }, () => undefined);
    else child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, () => pass(signal));
  if (tied && process.env.npm_execpath !== undefined) whenParentEnds(() => pass('SIGTERM'));
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 127;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (existsSync(bin) || major > 22 || (major === 22 && minor >= 22)) return;
  console.error(`${bin} is missing: run \`npm ci\`, or use Node 22.22 or newer (this is ${process.version}).`);
  process.exit(1);
}

/**
 * npm passes no signal to this process, and some to the shell between them, which ends and tells nobody: so the end of
 * either is looked for.
 */
function whenParentEnds(ended) {
  const above = ancestry();
  const watch = setInterval(() => {
    if (ancestry() === above) return;
    clearInterval(watch);
    ended();
  }, PARENT_MS);
  watch.unref();
}

/** The parent, and behind a shell npm, where the system tells of it (Linux). */
function ancestry() {
  const status = statusOfParent();
  const isNpm = /^Name:\tnpm/m.test(status);
  const [above = ''] = /^PPid:.*$/m.exec(status) ?? [];
  return isNpm ? `${process.ppid}` : `${process.ppid} ${above}`;
}

function statusOfParent() {
  try {
    return readFileSync(`/proc/${process.ppid}/status`, 'utf8');
  } catch {
    return '';
  }
}
