import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { propertyOf } from '../provision/property-of.js';
import { ServerError, type UnixUser } from './server-plan.js';

/** Prepares a server in a new directory of its own, which goes again if that fails. */
export async function inNewDirectory<T>(server: string, prepare: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(path.join(tmpdir(), `parley-${server}-`));
  try {
    return await prepare(directory);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Runs a program that makes what a server needs.
 * @throws ServerError with what it complained of
 */
export async function runOnce(command: string, args: readonly string[], options: RunOptions = {}): Promise<void> {
  try {
    await promisify(execFile)(command, args, options);
  } catch (error) {
    const stderr = propertyOf(error, 'stderr');
    const complaint = typeof stderr === 'string' && stderr !== '' ? stderr.trim() : String(error);
    throw new ServerError(`${command} failed: ${complaint}`, { cause: error });
  }
}

interface RunOptions extends Partial<UnixUser> {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}
