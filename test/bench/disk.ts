import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { percentile, round } from './clock.js';

const WRITES = 300;

/** Median and 99th percentile of fdatasync after a 1 kB write into a preallocated file, milliseconds. */
export function rawFdatasync(directory: string): { readonly p50: number; readonly p99: number } {
  const file = path.join(directory, 'raw-fdatasync');
  const fd = openSync(file, 'w');
  writeSync(fd, Buffer.alloc(1 << 20));
  fsyncSync(fd);
  const block = Buffer.alloc(1024);
  const times = Array.from({ length: WRITES }, (_, i) => {
    const start = performance.now();
    writeSync(fd, block, 0, block.length, i * block.length);
    fdatasyncSync(fd);
    return performance.now() - start;
  });
  closeSync(fd);
  rmSync(file);
  return { p50: round(percentile(times, 0.5), 3), p99: round(percentile(times, 0.99), 3) };
}

export const bytesIn = (directory: string): number =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
