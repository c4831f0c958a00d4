import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Writes the file whole or not at all; it is on the disk, under its name, when this resolves. */
export async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const directory = dirname(path);
  await makeDurably(directory);
  const temporary = join(directory, `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(directory);
}

/** Makes the directory and syncs the parent of every part that is new. */
async function makeDurably(directory: string): Promise<void> {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  // One by one: where a parent takes no directories (/proc), `recursive` never ends.
  for (const path of missing.toReversed()) await makeDirectory(path);
  for (const path of missing) await syncDirectory(dirname(path));
}

/** Somebody else may have made it meanwhile. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
