import { fieldProblems, issueWords } from '#events';
import type { z } from 'zod';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { pause } from './pause.js';
import { problemError } from './problem.js';
import { reach, type Answer, type Reaching } from './reach.js';

/** Parley's HTTP API at one address. Every failure is a CliError. */
export interface Api {
  readonly url: string;
  /** Aborted when the user interrupts; every request then throws `interrupted`. */
  readonly signal: AbortSignal;
  get<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  /** Sent once, but with an idempotency key, which makes it safe to repeat where a connection is lost. */
  post<T>(path: string, body: unknown, answer: z.ZodType<T>, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** The response as it comes, for streams; `signal` ends it. Sent once: who listens knows where to go on. */
  open(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>;
}

export const IDEMPOTENCY_KEY = 'idempotency-key';
const TOO_MANY_REQUESTS = 429;
const RATE_LIMIT_WAITS = 20;
const DEFAULT_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** A rate limit is waited out as long as the server asks, a bounded number of times. */
export function apiAt(url: string, signal: AbortSignal): Api {
  const root = url.replace(/\/+$/, '');
  const ask = async (path: string, init: RequestInit, how: Pick<Reaching, 'repeatable' | 'read'>): Promise<Answer> => {
    for (let waits = 0; ; waits++) {
      const answer = await reach(`${root}${path}`, { signal, ...init }, { interruption: signal, ...how });
      const { response } = answer;
      if (response.ok) return answer;
      if (response.status !== TOO_MANY_REQUESTS || waits === RATE_LIMIT_WAITS) throw await problemError(response);
      await response.body?.cancel();
      await pause(waitMs(response.headers.get('retry-after')), signal);
    }
  };
  return {
    url: root,
    signal,
    get: async (path, answer) => {
      const init = { headers: { accept: 'application/json' } };
      return parsed(await ask(path, init, { repeatable: true, read: whole }), answer);
    },
    post: async (path, body, answer, headers = {}) => {
      const all = { ...headers, accept: 'application/json', 'content-type': 'application/json' };
      const init = { method: 'POST', headers: all, body: JSON.stringify(body) };
      return parsed(await ask(path, init, { repeatable: IDEMPOTENCY_KEY in headers, read: whole }), answer);
    },
    open: async (path, headers, until) => {
      const init = { headers, signal: AbortSignal.any([signal, until]) };
      return (await ask(path, init, { repeatable: false, read: begun })).response;
    },
  };
}

/** What refuses a request says so with its status alone, if need be. */
const whole = async (response: Response): Promise<Answer> => ({
  response,
  text: response.ok ? await response.text() : '',
});
const begun = (response: Response): Promise<Answer> => Promise.resolve({ response, text: '' });

/** `Retry-After` in whole seconds, which is what the API sends. */
function waitMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1_000, LONGEST_WAIT_MS) : DEFAULT_WAIT_MS;
}

function parsed<T>({ response, text }: Answer, answer: z.ZodType<T>): T {
  const result = answer.safeParse(parsedJson(text), { error: issueWords });
  if (result.success) return result.data;
  const [first] = fieldProblems(result.error.issues);
  const where = first === undefined ? '' : ` (${`${first.field} ${first.message}`.trim()})`;
  throw new CliError(
    `${response.url} did not answer as a Parley server of this version does${where}; check --server or PARLEY_URL`,
    EXIT.unreachable,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
