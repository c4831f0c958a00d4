/** What an idempotency key of ours says: the run and the call. */
export function callOfKey(key: unknown): { readonly runId: string; readonly callId: string } {
  const [runId = '', callId = ''] = String(key).split(':');
  return { runId, callId };
}
