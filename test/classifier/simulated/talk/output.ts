import type { Dice } from '../dice.js';

/** How a runner of code tells what came of it; one team has one way. */
export interface Runner {
  readonly done: (output: string) => string;
  readonly failed: (error: string) => string;
  /** Where there was no code to run. */
  readonly idle: string;
}

const IDLE = 'There is no code in the last message for me to execute. Let others go on.';

const RUNNERS: readonly Runner[] = [
  {
    done: (output) => `exitcode: 0 (execution succeeded)\nCode output: ${output}\n`,
    failed: (error) => `exitcode: 1 (execution failed)\nCode output: Traceback (most recent call last):\n${error}\n`,
    idle: IDLE,
  },
  {
    done: (output) => `exit code: 0\nstdout: ${output}`,
    failed: (error) => `exit code: 1\nstderr: ${error}`,
    idle: 'No code was found in the last message.',
  },
  {
    done: (output) => `The script ran, then exited with code: 0\nIts output was:\n${output}`,
    failed: (error) => `The script ran, then exited with code: 1\nIts output was:\n${error}`,
    idle: 'No code blocks found in the thread.',
  },
  {
    done: (output) => `Execution result:\n${output}`,
    failed: (error) => `Execution failed:\n${error}`,
    idle: IDLE,
  },
];

export const runnerOf = (dice: Dice): Runner => dice.one(RUNNERS);

const ERRORS = [
  "NameError: name 'rows' is not defined",
  "ModuleNotFoundError: No module named 'tables'",
  "FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'",
  'TypeError: unsupported operand type(s)',
  'ConnectionError: the host cannot be reached',
];

export const errorOf = (dice: Dice): string => dice.one(ERRORS);
