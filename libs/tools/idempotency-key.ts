import type { ToolInvocation } from './port.js';

/** The same for every repetition of a call, and for no other call: call ids are unique within their run only. */
export const idempotencyKey = ({ runId, callId }: Pick<ToolInvocation, 'runId' | 'callId'>): string =>
  `${runId}:${callId}`;
