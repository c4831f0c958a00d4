import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Vectors by what they are of; the texts themselves are not kept. */
export interface VectorFiles {
  get(text: string): Promise<readonly number[] | undefined>;
  put(text: string, vector: readonly number[]): Promise<void>;
}

export interface VectorFilesSettings {
  readonly directory: string;
  /** Whose vectors: those of another model are none of these. */
  readonly source: string;
  /** Of the directory. Once it holds more, the oldest go until three quarters are left. */
  readonly mostBytes: number;
}

/** Opens a directory of vectors, which is made where it is missing; a file each, in single precision. */
export async function openVectorFiles({ directory, source, mostBytes }: VectorFilesSettings): Promise<VectorFiles> {
  await mkdir(directory, { recursive: true });
  let bytes = (await filesIn(directory)).reduce((sum, { size }) => sum + size, 0);
  const fileOf = (text: string): string => path.join(directory, `${hashOf([source, text])}${SUFFIX}`);
  return {
    async get(text) {
      const kept = await readFile(fileOf(text)).catch(() => undefined);
      return kept === undefined || kept.length === 0 || kept.length % WIDTH !== 0 ? undefined : vectorIn(kept);
    },
    async put(text, vector) {
      await keep(fileOf(text), Buffer.from(Float32Array.from(vector).buffer));
      bytes += vector.length * WIDTH;
      if (bytes > mostBytes) bytes = await leaveNewest(directory, (mostBytes * 3) / 4);
    },
  };
}

const SUFFIX = '.f32';
const WIDTH = Float32Array.BYTES_PER_ELEMENT;

const hashOf = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const vectorIn = ({ buffer, byteOffset, byteLength }: Buffer): readonly number[] =>
  Array.from(new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)));

/** A process that dies while it writes leaves no half a vector. */
async function keep(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, file);
}

interface KeptFile {
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Of others' files none; one that has gone meanwhile is none. */
async function filesIn(directory: string): Promise<readonly KeptFile[]> {
  const found: KeptFile[] = [];
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    const status = name.endsWith(SUFFIX) ? await stat(file).catch(() => undefined) : undefined;
    if (status !== undefined) found.push({ file, size: status.size, mtimeMs: status.mtimeMs });
  }
  return found;
}

/** How many bytes are left. */
async function leaveNewest(directory: string, mostBytes: number): Promise<number> {
  const oldestFirst = [...(await filesIn(directory))].sort((a, b) => a.mtimeMs - b.mtimeMs);
  let left = oldestFirst.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of oldestFirst) {
    if (left <= mostBytes) break;
    await rm(file, { force: true });
    left -= size;
  }
  return left;
}
