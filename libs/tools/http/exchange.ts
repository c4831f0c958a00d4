import type { Readable } from 'node:stream';
import { request, type Dispatcher } from 'undici';
import { bodyText, readBody } from './body-text.js';
import { NotConnected } from './guarded-agent.js';
import { isRedirect, redirected } from './redirect.js';
import type { HttpRequest } from './request-of.js';

export interface ExchangeLimits {
  readonly maxBytes: number;
  readonly maxRedirects: number;
  readonly mayVisit: (hostname: string) => boolean;
  readonly signal: AbortSignal;
}

/** The answer in the end; `problem`: the answer was a redirect that is not followed. */
export type Exchanged =
  | { readonly status: number; readonly text: string; readonly isWhole: boolean }
  | { readonly status: number; readonly problem: string };

/**
 * Sends a request and follows redirects as far as allowed.
 * @throws NotConnected before anything was sent, or what undici rejects with
 */
export async function exchange(first: HttpRequest, dispatcher: Dispatcher, limits: ExchangeLimits): Promise<Exchanged> {
  let answer = await send(first, dispatcher, limits.signal);
  let next = first;
  for (let followed = 0; ; followed++) {
    const { statusCode: status, headers } = answer;
    const location = headerText(headers['location']);
    if (!isRedirect(status) || location === '') return answered(answer, limits);
    letGo(answer.body);
    if (followed === limits.maxRedirects) return { status, problem: `it redirects more than ${followed} times` };
    const redirection = redirected(next, { status, location }, limits.mayVisit);
    if ('problem' in redirection) return { status, problem: redirection.problem };
    next = redirection.ok;
    const further = await sendOn(next, dispatcher, limits.signal);
    if (typeof further === 'string') return { status, problem: further };
    answer = further;
  }
}

/** Nobody reads it: that it ends early troubles nobody. */
function letGo(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

/** What was asked first has been answered by a redirect: that it leads nowhere does not undo it. */
async function sendOn(next: HttpRequest, dispatcher: Dispatcher, signal: AbortSignal) {
  try {
    return await send(next, dispatcher, signal);
  } catch (error) {
    if (!(error instanceof NotConnected)) throw error;
    return `it redirects to ${next.url.hostname}, which cannot be reached: ${error.message}`;
  }
}

const send = ({ method, url, headers, body }: HttpRequest, dispatcher: Dispatcher, signal: AbortSignal) =>
  request(url, { method, headers, body: body ?? null, dispatcher, signal });

async function answered(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { maxBytes, signal }: ExchangeLimits,
): Promise<Exchanged> {
  const read = await readBody(body, maxBytes);
  signal.throwIfAborted();
  const contentType = headerText(headers['content-type']);
  const contentEncoding = headerText(headers['content-encoding']);
  const text = bodyText(read, { contentType, contentEncoding });
  return { status: statusCode, text, isWhole: read.end !== 'lost' };
}

const headerText = (value: string | string[] | undefined): string => [value ?? ''].flat()[0] ?? '';
