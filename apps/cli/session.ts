import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** How a server of our own is started: a program that prints `{"listening": url}` on its first line. */
export interface ServerProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** What one invocation of the CLI has at hand. */
export interface Session {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  readonly server: ServerProgram;
  /** Sets the exit status of a command that went well in itself. */
  readonly end: (code: ExitCode) => void;
}
