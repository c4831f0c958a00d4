import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { badInput, reasonOf } from '../cli-error.js';

export interface InputFile {
  readonly file: string;
  /** Traces are joined within one place only: ids of sessions may repeat elsewhere. */
  readonly place: string;
  /** Named by the user, not found in a directory. */
  readonly isNamed: boolean;
}

const LARGEST_BYTES = 256 * 1024 * 1024;

/** The files that the paths stand for: directories are gone through with all below, links in them are not followed. */
export async function inputFiles(paths: readonly string[]): Promise<readonly InputFile[]> {
  const found: InputFile[] = [];
  for (const given of paths) {
    const status = await stat(given).catch((error: unknown) => {
      throw badInput(`cannot read ${given}: ${reasonOf(error)}`);
    });
    if (status.isDirectory()) for await (const file of filesBelow(given)) found.push(file);
    else found.push({ file: given, place: path.dirname(given), isNamed: true });
  }
  return found;
}

async function* filesBelow(directory: string): AsyncGenerator<InputFile> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (entry.isFile()) yield { file, place: directory, isNamed: false };
  }
}

/** @throws CliError for a file that is too large or cannot be read */
export async function bytesOf({ file }: InputFile): Promise<Uint8Array> {
  const { size } = await lstat(file);
  if (size > LARGEST_BYTES) throw badInput(`${file} has ${size} bytes; at most ${LARGEST_BYTES} are read: split it`);
  return readFile(file).catch((error: unknown) => {
    throw badInput(`cannot read ${file}: ${reasonOf(error)}`);
  });
}
