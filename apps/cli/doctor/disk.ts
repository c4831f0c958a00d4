import { existsSync } from 'node:fs';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf } from '../cli-error.js';
import { bad, ok, type Finding } from './finding.js';

/** Less free space than this fills up within a working day of runs. */
const LITTLE_BYTES = 1_000_000_000;
/** A commit waits for one sync: with more than this each step of a run can be felt. */
const SLOW_MS = 100;
const MB = 1_000_000;

/** Whether the data directory, or the one it would be made in, has room and keeps what is written. */
export async function* diskFindings(data: string): AsyncGenerator<Finding> {
  const directory = existing(path.resolve(data));
  yield await spaceIn(directory);
  yield await syncIn(directory);
}

const existing = (directory: string): string =>
  existsSync(directory) || path.dirname(directory) === directory ? directory : existing(path.dirname(directory));

async function spaceIn(directory: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const said = `${Math.round(free / MB).toLocaleString('en')} MB free at ${directory}`;
  if (free >= LITTLE_BYTES) return ok('disk', said);
  return bad('disk', `${said}: make room, \`parley prune\` old runs, or choose another --data`);
}

async function syncIn(directory: string): Promise<Finding> {
  try {
    const ms = await syncMs(directory);
    const said = `fsync takes ${ms.toFixed(1)} ms`;
    return ms <= SLOW_MS ? ok('disk', said) : bad('disk', `${said}: runs will be slow; choose --data on a local disk`);
  } catch (error) {
    return bad('disk', `${directory} cannot be written (${reasonOf(error)}): choose another --data`);
  }
}

async function syncMs(directory: string): Promise<number> {
  const probe = await mkdtemp(path.join(directory, '.parley-'));
  try {
    const file = await open(path.join(probe, 'sync'), 'w');
    try {
      await file.write('written');
      const start = performance.now();
      await file.sync();
      return performance.now() - start;
    } finally {
      await file.close();
    }
  } finally {
    await rm(probe, { recursive: true });
  }
}
