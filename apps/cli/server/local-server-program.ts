import path from 'node:path';
import type { ServerProgram } from '../session.js';

/** All services in one process, started as this process was: by the same Node, built or from the sources. */
export const localServerProgram = (): ServerProgram => ({
  command: process.execPath,
  args: [
    ...process.execArgv,
    path.resolve(import.meta.dirname, `../../local/main${path.extname(import.meta.filename)}`),
  ],
});
