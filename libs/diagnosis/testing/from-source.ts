import path from 'node:path';
import { pathToFileURL } from 'node:url';

const HOOKS = pathToFileURL(path.resolve(import.meta.dirname, '../../../tools/ts-hooks.mjs')).href;

/** Options of Node for a thread that runs sources: Jest runs them by means of its own, which threads do not have. */
export const FROM_SOURCE: readonly string[] = ['--conditions=parley-source', '--import', HOOKS];
