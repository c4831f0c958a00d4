import type { ChildProcess } from 'node:child_process';
import { badInput, CliError, unreachable } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { endInWords } from './process-end.js';

/** Another process owns the data directory; it may be about to end, or be a server that is about to listen. */
export class DirectoryOwned extends CliError {}

/** What the server's exit status says of why it did not start. */
const UNUSABLE = 2;
const OWNED = 75;
const UNAVAILABLE = 69;

const inWords = (words: string): string => (words === '' ? 'run with PARLEY_DEBUG=1 to see its log' : words);

/** Of a server that lived and did not listen. */
export const lateStart = (words: string): CliError =>
  unreachable(`the server did not start in time: ${inWords(words)}`);

/** Why a server has ended before it listened, in its own last words where it had any. */
export function startError(child: ChildProcess, words: string): CliError {
  if (child.pid === undefined) return unreachable(`the server cannot be started: ${child.spawnfile} is missing`);
  if (words !== '' && child.exitCode === UNUSABLE) return badInput(words);
  if (words !== '' && child.exitCode === OWNED) return new DirectoryOwned(words, EXIT.unreachable);
  if (words !== '' && child.exitCode === UNAVAILABLE) return unreachable(words);
  return unreachable(`the server ${endInWords(child)}: ${inWords(words)}`);
}
