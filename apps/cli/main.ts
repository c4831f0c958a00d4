import { EXIT } from './exit-codes.js';
import { failureOf, outputFailure } from './failure-of.js';
import { interruptionOf, statusOf } from './interruption.js';
import { programOf } from './program.js';
import { localServerProgram } from './server/app-program.js';
import type { Session } from './session.js';
import { terminalOn } from './terminal.js';

const interruption = interruptionOf(process);
const session: Session = {
  terminal: terminalOn(process.stdout, process.stderr, process.env),
  env: process.env,
  signal: interruption,
  server: localServerProgram(),
  end: (code) => {
    process.exitCode = code;
  },
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  const { line, exitCode } = outputFailure(error);
  if (line !== undefined) session.terminal.note(line);
  process.exit(exitCode);
});

try {
  await programOf(session).parseAsync();
} catch (error) {
  const { line, exitCode } = failureOf(error);
  if (line !== undefined) session.terminal.note(line);
  if (process.env['PARLEY_DEBUG'] === '1' && line !== undefined) console.error(error);
  process.exitCode = exitCode === EXIT.interrupted ? statusOf(interruption.reason) : exitCode;
}
