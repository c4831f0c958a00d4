import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Part } from './part.js';
import { SUMS } from './sums.js';

/** `PARLEY_CACHE`, or a folder of the user's own. */
export const cacheDirectory = (): string =>
  path.resolve(process.env['PARLEY_CACHE'] ?? path.join(homedir(), '.cache/parley'));

export function directoryOf(part: Part, cache = cacheDirectory()): string {
  const hash = createHash('sha256').update([process.platform, process.arch, ...part.madeFrom.words].join('\n'));
  for (const file of part.madeFrom.files) hash.update(readFileSync(file));
  return path.join(cache, part.name, hash.digest('hex').slice(0, 16));
}

/** Whether it has been provisioned. A directory is renamed into place with its sums when it is complete. */
export const isProvisioned = (part: Part, cache?: string): boolean =>
  existsSync(path.join(directoryOf(part, cache), SUMS));
