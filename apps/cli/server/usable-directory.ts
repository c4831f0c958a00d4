import { existsSync } from 'node:fs';
import { mkdtemp, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { badInput } from '../cli-error.js';

/**
 * Refuses a data directory that is missing and cannot be made. Nothing of it is made here: a server makes it so that it
 * lasts. (It would try for ever where a directory that is there takes no new one, as /proc does: Node's recursive mkdir.)
 */
export async function refuseUnusable(directory: string): Promise<void> {
  const wanted = path.resolve(directory);
  if (existsSync(wanted)) return;
  const above = nearest(wanted);
  try {
    await rmdir(await mkdtemp(path.join(above, '.parley-')));
  } catch (error) {
    throw badInput(
      `data directory ${directory} cannot be made: ${above} takes no new directory (${codeOf(error)}); choose one that may be written`,
    );
  }
}

/** The closest directory above that is there. */
function nearest(directory: string): string {
  const above = path.dirname(directory);
  return existsSync(above) || above === directory ? above : nearest(above);
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'failed');
