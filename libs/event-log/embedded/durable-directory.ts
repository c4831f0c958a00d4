import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Makes the directory and all above it that are missing; what is new survives a power loss. */
export function makeDirectoryDurably(directory: string, sync: (directory: string) => void = syncDirectory): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.push(path);
  // One by one: where a parent takes no directories (/proc), `recursive` never ends.
  for (const path of missing.toReversed()) makeDirectory(path);
  for (const path of missing) sync(dirname(path));
}

/** Somebody else may have made it meanwhile. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** New files survive a power loss only when the directory that names them is on the disk too. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
