import { existsSync } from 'node:fs';
import path from 'node:path';
import { badInput } from '../cli-error.js';

const FILES = ['log.db', 'store.db'];

/** Whether an installation keeps something in this directory; who opens it is told what it may lack. */
export const isInstallation = (directory: string): boolean =>
  FILES.some((file) => existsSync(path.join(directory, file)));

/**
 * For work on what is there already: to open a directory would make what it lacks, and find it empty.
 * @throws CliError
 */
export function requireInstallation(directory: string): void {
  if (isInstallation(directory)) return;
  const what = existsSync(directory)
    ? `no installation in ${directory} (no ${FILES.join(', no ')})`
    : `no directory ${directory}`;
  throw badInput(`--data: there is ${what}: name the data directory of an installation`);
}
