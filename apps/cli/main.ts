import { failureOf } from './failure-of.js';
import { EXIT } from './exit-codes.js';
import { programOf } from './program.js';
import { localServerProgram } from './server/local-server-program.js';
import type { Session } from './session.js';
import { terminalOn } from './terminal.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruption.abort();
  });
}
// The reader of a pipe (`| head`) may go at any time.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
});

const session: Session = {
  terminal: terminalOn(process.stdout, process.stderr, process.env['NO_COLOR']),
  env: process.env,
  signal: interruption.signal,
  server: localServerProgram(),
  end: (code) => {
    process.exitCode = code;
  },
};

try {
  await programOf(session).parseAsync();
} catch (error) {
  const { line, exitCode } = failureOf(error);
  if (line !== undefined) session.terminal.note(line);
  if (process.env['PARLEY_DEBUG'] === '1' && line !== undefined) console.error(error);
  process.exitCode = exitCode;
}
