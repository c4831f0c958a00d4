import type { Secret } from '#platform';
import pLimit from 'p-limit';
import type { Notice } from './notice.js';

/** Rejects where the webhook has not taken the notice. */
export type Deliver = (notice: Notice, signal: AbortSignal) => Promise<void>;

const TIMEOUT_MS = 10_000;
const AT_ONCE = 8;

/** Posts notices as JSON. A redirect is not followed: it would tell somebody else. */
export function deliverTo(url: Secret): Deliver {
  const limit = pLimit(AT_ONCE);
  return (notice, signal) => limit(() => post(url.reveal(), notice, signal));
}

async function post(url: string, notice: Notice, signal: AbortSignal): Promise<void> {
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': notice.id },
    body: JSON.stringify(notice),
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  };
  const response = await fetch(url, request).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new Error(`${WEBHOOK} cannot be reached: ${reasonOf(error)}`, { cause: error });
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${WEBHOOK} answered ${response.status}: it must answer 2xx`);
}

/** Its address may hold a token, so it is never named. */
const WEBHOOK = 'the webhook that PARLEY_APPROVAL_WEBHOOK names';

/** The innermost cause says why: the outer errors of `fetch` say only that it failed. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('cause' in error && error.cause !== undefined) return reasonOf(error.cause);
  return 'message' in error ? String(error.message) : 'of an unknown reason';
}
