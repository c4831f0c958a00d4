import { CliError } from '../cli-error.js';

const NOT_FOUND = 404;

/** What a server answers of a thing that it has listed; undefined where it does not have it any more. */
export async function undefinedIfGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CliError && error.status === NOT_FOUND) return undefined;
    throw error;
  }
}
