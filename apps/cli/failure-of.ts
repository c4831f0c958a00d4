import { CommanderError } from 'commander';
import { CliError, reasonOf } from './cli-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { printable } from './rendering/printable.js';

/** How a command that threw ends: the line for stderr, none for help and version, and the exit status. */
export interface Failure {
  readonly line?: string;
  readonly exitCode: ExitCode;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) return usageFailure(error);
  const isForeseen = error instanceof CliError;
  const message = isForeseen ? error.message : reasonOf(error);
  const line = `parley: ${printable(message).replace(/\s+/g, ' ')}`;
  return { line, exitCode: isForeseen ? error.exitCode : EXIT.internal };
}

/** How a command ends whose output is lost. The reader of a pipe (`| head`) may go at any time. */
export function outputFailure({ code, message }: NodeJS.ErrnoException): Failure {
  if (code === 'EPIPE') return { exitCode: EXIT.ok };
  return { line: `parley: the output cannot be written to its end: ${printable(message)}`, exitCode: EXIT.internal };
}

/** Commander ends help and version with an error of status 0; it has printed them already. */
function usageFailure(error: CommanderError): Failure {
  if (error.exitCode === 0) return { exitCode: EXIT.ok };
  if (error.code === 'commander.help') return { exitCode: EXIT.badInput };
  const message = error.message.replace(/^error: /, '').replace(/\s+/g, ' ');
  return { line: `parley: ${message} (see \`parley --help\`)`, exitCode: EXIT.badInput };
}
