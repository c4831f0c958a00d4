import { reasonOf, unreachable } from '../cli-error.js';
import { interrupted, pause } from './pause.js';

/** An answer and its body, which is empty where nobody has read it. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
}

export interface Reaching {
  /** Aborted when the user interrupts. */
  readonly interruption: AbortSignal;
  /** The request does the same however often it is sent. */
  readonly repeatable: boolean;
  /** Takes of an answer what has to arrive for the request to be over. */
  readonly read: (response: Response) => Promise<Answer>;
}

const REPEATS = 5;
const FIRST_PAUSE_MS = 50;
/** No repetition begins later than this after the first try. */
const REPEATED_WITHIN_MS = 30_000;

/**
 * The answer to a request, of whatever status. A server closes connections that were idle, and a request may be under way on
 * one just then; one that dies breaks an answer off in its body. What is repeatable is sent again, a bounded number of times.
 * @throws CliError
 */
export async function reach(url: string, init: RequestInit, reaching: Reaching): Promise<Answer> {
  const { interruption, repeatable, read } = reaching;
  const deadline = performance.now() + REPEATED_WITHIN_MS;
  for (let repeats = 0; ; repeats++) {
    try {
      return await read(await fetch(url, init));
    } catch (error) {
      if (interruption.aborted) throw interrupted();
      const again = repeatable && repeats < REPEATS && performance.now() < deadline;
      if (!again || !isConnectionLost(error)) throw notReached(url, error);
    }
    await pause(FIRST_PAUSE_MS * 2 ** repeats, interruption);
  }
}

const notReached = (url: string, error: unknown) =>
  unreachable(`cannot reach ${url}: ${reasonOf(error)}; is a Parley server running there? (\`parley dev\`)`, error);

const LOST: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** There was a connection, and it ended before the answer, or in it. Whether the request was read is not known. */
function isConnectionLost(error: unknown): boolean {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && LOST.has(cause.code);
}
