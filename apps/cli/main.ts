import { EXIT } from './exit-codes.js';
import { failureOf } from './failure-of.js';
import { interruptionOf, statusOf } from './interruption.js';
import { programOf } from './program.js';
import { localServerProgram } from './server/app-program.js';
import type { Session } from './session.js';
import { terminalOn } from './terminal.js';

const interruption = interruptionOf(process);
// The reader of a pipe (`| head`) may go at any time.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
});

const session: Session = {
  terminal: terminalOn(process.stdout, process.stderr, process.env),
  env: process.env,
  signal: interruption,
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
  process.exitCode = exitCode === EXIT.interrupted ? statusOf(interruption.reason) : exitCode;
}
