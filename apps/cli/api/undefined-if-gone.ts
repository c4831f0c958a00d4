import { CliError } from '../cli-error.js';

const NOT_FOUND = 404;
const DAMAGED = 'urn:parley:problem:damaged';

/** What a server answers of a thing that it has listed; undefined where it does not have it any more. */
export const undefinedIfGone = <T>(answer: Promise<T>): Promise<T | undefined> =>
  undefinedWhere(answer, ({ status }) => status === NOT_FOUND);

/** Undefined also where the thing is damaged. */
export const undefinedIfLost = <T>(answer: Promise<T>): Promise<T | undefined> =>
  undefinedWhere(answer, ({ status, problem }) => status === NOT_FOUND || problem === DAMAGED);

async function undefinedWhere<T>(
  answer: Promise<T>,
  isExpected: (refusal: CliError) => boolean,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CliError && isExpected(error)) return undefined;
    throw error;
  }
}
