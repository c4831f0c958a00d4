import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory, directoryOf, isProvisioned } from './cache.js';
import { withLock } from './lock.js';
import type { Part } from './part.js';
import { differences, readSums, SUMS, sumsOf, writeSums } from './sums.js';

const DRAFT = 'draft-';

export interface ProvisionOptions {
  readonly cache?: string;
  /** Told, a line at a time, what is going on. */
  readonly tell: (line: string) => void;
}

/**
 * Makes the part once for all processes of this user, and checks every file of one that is there against the sums that were
 * recorded when it was made.
 * @throws ProvisionError, and leaves nothing behind
 */
export async function provision(part: Part, { cache = cacheDirectory(), tell }: ProvisionOptions): Promise<string> {
  const directory = directoryOf(part, cache);
  const say = (line: string) => {
    tell(`${part.name}: ${line}`);
  };
  if (!(await isWhole(part, cache))) {
    const waiting = () => {
      say('another process is making it; waiting');
    };
    await withLock(path.join(cache, `${part.name}.lock`), waiting, () => makeAnew(part, cache, say));
  }
  say(`ready in ${directory}`);
  return directory;
}

async function isWhole(part: Part, cache: string): Promise<boolean> {
  if (!isProvisioned(part, cache)) return false;
  return (await damageOf(directoryOf(part, cache))).length === 0;
}

async function damageOf(directory: string): Promise<readonly string[]> {
  return differences(await readSums(path.join(directory, SUMS)), await sumsOf(directory));
}

/** Under the lock: no other draft is being made, so what drafts there are have been given up. */
async function makeAnew(part: Part, cache: string, say: (line: string) => void): Promise<void> {
  if (await isWhole(part, cache)) return;
  const [directory, parent] = [directoryOf(part, cache), path.join(cache, part.name)];
  if (isProvisioned(part, cache)) say(`damaged: ${(await damageOf(directory)).join(', ')}`);
  await mkdir(parent, { recursive: true });
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(DRAFT));
  for (const name of drafts) await rm(path.join(parent, name), { recursive: true });
  const draft = await mkdtemp(path.join(parent, DRAFT));
  try {
    const started = Date.now();
    await part.make(draft);
    await writeSums(draft);
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
    say(`made in ${Math.ceil((Date.now() - started) / 1_000)} s`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
