import type { EventOf } from '#events';
import { insert, type Change, type Resolution } from './change.js';
import type { ApprovalRow } from './rows.js';

/** An approval as it is asked for. */
export const openApproval = ({ runId, tenant, time, data }: EventOf<'ApprovalRequested'>): ApprovalRow => ({
  runId,
  approvalId: data.approvalId,
  tenant,
  kind: data.kind,
  turnId: data.turnId,
  callId: data.callId,
  requestedAt: time,
  expiresAt: data.expiresAt,
  status: 'open',
  decision: null,
  reason: null,
  actor: null,
  resolvedAt: null,
});

/** What a decision changes of an approval. */
export const decisionOf = ({ actor, time, data }: EventOf<'ApprovalResolved'>): Resolution => ({
  status: 'resolved',
  decision: data.decision,
  reason: data.reason ?? null,
  actor: actor ?? null,
  resolvedAt: time,
});

export const approvalRequested = (event: EventOf<'ApprovalRequested'>): readonly Change[] => [
  insert('approvals', openApproval(event)),
];

export const approvalResolved = (event: EventOf<'ApprovalResolved'>): readonly Change[] => [
  { change: 'resolve', runId: event.runId, approvalId: event.data.approvalId, set: decisionOf(event) },
];
