import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cacheDirectory } from '../provision/cache.js';
import { withLock } from '../provision/lock.js';
import { PART_NAMES } from '../provision/part.js';
import { propertyOf } from '../provision/property-of.js';
import { birthOf } from './process-birth.js';
import { EXPORTS } from './server-plan.js';

const StartedSchema = z.object({
  name: z.enum(PART_NAMES),
  pid: z.int(),
  birth: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  directory: z.string(),
  exports: z.partialRecord(z.enum(EXPORTS), z.string()),
});

/** A server that has been started and outlives who started it. */
export type Started = z.infer<typeof StartedSchema>;

const folder = (): string => path.join(cacheDirectory(), 'servers');
const file = (): string => path.join(folder(), 'state.json');

export const isRunning = ({ pid, birth }: Started): boolean => birthOf(pid) === birth;

/** All that have been started and not been ended by us, running or not. */
export async function readState(): Promise<readonly Started[]> {
  try {
    return z.array(StartedSchema).parse(JSON.parse(await readFile(file(), 'utf8')));
  } catch (error) {
    if (propertyOf(error, 'code') === 'ENOENT') return [];
    throw new Error(`${file()} cannot be read: end what it names, and remove it`, { cause: error });
  }
}

export async function writeState(servers: readonly Started[]): Promise<void> {
  await mkdir(folder(), { recursive: true });
  await writeFile(`${file()}.new`, `${JSON.stringify(servers, null, 2)}\n`);
  await rename(`${file()}.new`, file());
}

/** One command at a time changes what is running. */
export const alone = <T>(onWait: () => void, work: () => Promise<T>): Promise<T> =>
  withLock(path.join(folder(), 'lock'), onWait, work);
