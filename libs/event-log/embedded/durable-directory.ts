import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Makes the directory and all above it that are missing; what is new survives a power loss. */
export function makeDirectoryDurably(directory: string, sync: (directory: string) => void = syncDirectory): void {
  const path = resolve(directory);
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) sync(dirname(made));
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
