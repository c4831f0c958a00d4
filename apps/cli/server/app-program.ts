import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerProgram } from '../session.js';

/** Megabytes of a semi-space: records of many runs in flight do not outlive it. */
const YOUNG_GENERATION = '--max-semi-space-size=64';

/** All services in one process, started as this process was: by the same Node, built or from the sources. */
export const localServerProgram = (): ServerProgram => appProgram('local');

/** An app of ours as a process, in the same way. */
export const appProgram = (app: string): ServerProgram => ({
  command: process.execPath,
  args: [
    ...process.execArgv,
    YOUNG_GENERATION,
    '--import',
    pathToFileURL(besideThis('../../../libs/platform/preload')).href,
    besideThis(`../../${app}/main`),
  ],
});

/** A module by its place from here, whichever of the two it is. */
const besideThis = (module: string): string =>
  path.resolve(import.meta.dirname, `${module}${path.extname(import.meta.filename)}`);
