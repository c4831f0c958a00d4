import { issuesText } from '#events';
import { z } from 'zod';
import { EXIT, type ExitCode } from './exit-codes.js';

/** Ends the command: the message is one line that names what is wrong and the fix. */
export class CliError extends Error {
  /** Of the answer, where a server has refused. */
  readonly status?: number;
  /** The type of the problem that it has told. */
  readonly problem?: string;

  constructor(
    message: string,
    readonly exitCode: ExitCode,
    {
      status,
      problem,
      ...options
    }: ErrorOptions & { readonly status?: number; readonly problem?: string | undefined } = {},
  ) {
    super(message, options);
    if (status !== undefined) this.status = status;
    if (problem !== undefined) this.problem = problem;
  }
}

export const badInput = (message: string): CliError => new CliError(message, EXIT.badInput);
export const unreachable = (message: string, cause?: unknown): CliError =>
  new CliError(message, EXIT.unreachable, { cause });

/** What stands on lines of its own each, as one line in which it can still be told apart. */
export const inOneLine = (lines: string): string =>
  lines
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('; ');

/** The message of anything thrown, on one line where a schema found something, with what caused it where the outer message alone says nothing ("fetch failed"). */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return issuesText(error);
  if (!isErrorLike(error)) return String(error);
  return isErrorLike(error.cause) ? `${error.message} (${causeOf(error.cause)})` : error.message;
}

interface ErrorLike {
  readonly message: string;
  readonly cause?: unknown;
  readonly code?: unknown;
}

/** By its shape: errors may come from another realm. */
const isErrorLike = (error: unknown): error is ErrorLike =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

/** Node gives connection errors an empty message and a code where several addresses were tried. */
const causeOf = ({ message, code }: ErrorLike): string => (message === '' ? String(code) : message);
