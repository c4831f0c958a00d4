import { readFile } from 'node:fs/promises';
import { readSystemFile, type FileProblem, type SystemFile } from '#systems';
import { badInput, reasonOf } from '../cli-error.js';

/** Reads a system file; one that cannot be read is bad input. */
export async function systemFileAt(path: string): Promise<SystemFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw badInput(`system file: ${reasonOf(error)}`);
  });
  return readSystemFile(text);
}

/** `team.json:7:15: agents[1].model must be an object`, as editors follow it. */
export const problemLine = (path: string, { line, column, field, message }: FileProblem): string =>
  `${path}:${line}:${column}: ${field === '' ? '' : `${field} `}${message}`;
