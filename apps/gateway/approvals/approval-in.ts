import { isTerminal, type ApprovalId, type EventOf, type RunEvent } from '#events';
import type { ApprovalRow } from '#read-models';

/** An approval as the events of its run have it: at once, where a read model may be behind. */
export function approvalIn(events: readonly RunEvent[], approvalId: ApprovalId): ApprovalRow | undefined {
  let row: ApprovalRow | undefined;
  for (const event of events) {
    if (event.type === 'ApprovalRequested' && event.data.approvalId === approvalId) row = opened(event);
    else if (row === undefined) continue;
    else if (event.type === 'ApprovalResolved' && event.data.approvalId === approvalId) row = resolved(row, event);
    else if (isTerminal(event) && row.status === 'open') row = { ...row, status: 'void', resolvedAt: event.time };
  }
  return row;
}

function opened({ runId, tenant, time, data }: EventOf<'ApprovalRequested'>): ApprovalRow {
  const { approvalId, kind, turnId, callId, expiresAt } = data;
  const nothing = { decision: null, reason: null, actor: null, resolvedAt: null };
  return { runId, approvalId, tenant, kind, turnId, callId, requestedAt: time, expiresAt, status: 'open', ...nothing };
}

const resolved = (row: ApprovalRow, { data, actor, time }: EventOf<'ApprovalResolved'>): ApprovalRow => ({
  ...row,
  status: 'resolved',
  decision: data.decision,
  reason: data.reason ?? null,
  actor: actor ?? null,
  resolvedAt: time,
});
