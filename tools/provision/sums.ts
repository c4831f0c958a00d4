import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** In the format that `sha256sum -c` reads. */
export const SUMS = 'SHA256SUMS';

export type Sums = ReadonlyMap<string, string>;

/** Of all files below a directory but their list. Symbolic links are left out. */
export async function sumsOf(directory: string): Promise<Sums> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((file) => file !== SUMS)
    .sort();
  const sums = new Map<string, string>();
  for (const file of files) sums.set(file, await sumOf(path.join(directory, file)));
  return sums;
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}

export async function writeSums(directory: string): Promise<void> {
  const lines = [...(await sumsOf(directory))].map(([file, sum]) => `${sum}  ${file}\n`);
  await writeFile(path.join(directory, SUMS), lines.join(''));
}

export async function readSums(file: string): Promise<Sums> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** The files that are missing, changed or too many. */
export function differences(expected: Sums, actual: Sums): readonly string[] {
  return [...new Set([...expected.keys(), ...actual.keys()])].filter((file) => expected.get(file) !== actual.get(file));
}
