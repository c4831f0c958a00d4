import Database from 'better-sqlite3';
import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { percentile, round } from './clock.js';

const WRITES = 300;
const PIECE = 64_000;
const LEVEL_1 = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

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

export interface LogBytes {
  /** Pages in use, beyond the answers' own text compressed like the log. */
  readonly compressed: number;
  /** The same as if nothing were compressed. */
  readonly plain: number;
}

interface BatchRow {
  readonly packing: number;
  readonly body: Buffer;
}

/** What a closed log takes on the disk beyond the payload, counted once. Pages that trimming has freed are left out. */
export function logBytes(directory: string, payload: string): LogBytes {
  const db = new Database(path.join(directory, 'log.db'), { readonly: true });
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }));
  const used = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
  let saved = 0;
  for (const { packing, body } of db.prepare<[], BatchRow>('select packing, body from batch').iterate()) {
    if (packing !== 0) saved += zstdDecompressSync(body).length - body.length;
  }
  db.close();
  return { compressed: used - compressedLength(payload), plain: used + saved - payload.length };
}

/** In pieces as large as a commit under load, at the log's level. */
function compressedLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += PIECE) bytes += zstdCompressSync(text.slice(at, at + PIECE), LEVEL_1).length;
  return bytes;
}
