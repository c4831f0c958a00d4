import type { Secret } from '#platform';
import pLimit from 'p-limit';

/** What a webhook is told; its id is the same whenever the same is sent again. */
interface Told {
  readonly id: string;
}

/** Rejects where the webhook has not taken the notice. */
export type Deliver<Notice extends Told> = (notice: Notice, signal: AbortSignal) => Promise<void>;

/** A webhook by the variable that names it: its address may hold a token, so that is never told. */
export interface Webhook {
  readonly url: Secret;
  readonly variable: 'PARLEY_APPROVAL_WEBHOOK' | 'PARLEY_DIAGNOSIS_WEBHOOK';
}

const TIMEOUT_MS = 10_000;
const AT_ONCE = 8;

/** Posts notices as JSON. A redirect is not followed: it would tell somebody else. */
export function deliverTo<Notice extends Told>(webhook: Webhook): Deliver<Notice> {
  const limit = pLimit(AT_ONCE);
  return (notice, signal) => limit(() => post(webhook, notice, signal));
}

async function post({ url, variable }: Webhook, notice: Told, signal: AbortSignal): Promise<void> {
  const name = `the webhook that ${variable} names`;
  const request: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': notice.id },
    body: JSON.stringify(notice),
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  };
  const response = await fetch(url.reveal(), request).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new Error(`${name} cannot be reached: ${reasonOf(error)}`);
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${name} answered ${response.status}: it must answer 2xx`);
}

/**
 * The innermost cause says why: the outer errors of `fetch` say only that it failed. Those without a code may repeat the
 * address, as their causes may, so that nothing of them is passed on but what kind of error it was.
 */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return UNKNOWN;
  if ('cause' in error && error.cause !== undefined) return reasonOf(error.cause);
  if (!('code' in error)) return 'name' in error ? `${UNKNOWN} (${String(error.name)})` : UNKNOWN;
  return 'message' in error && error.message !== '' ? String(error.message) : String(error.code);
}

const UNKNOWN = 'of an unknown reason';
