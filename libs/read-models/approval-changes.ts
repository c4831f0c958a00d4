import type { EventOf } from '#events';
import { insert, type Change } from './change.js';

export const approvalRequested = ({ runId, tenant, time, data }: EventOf<'ApprovalRequested'>): readonly Change[] => [
  insert('approvals', {
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
  }),
];

export const approvalResolved = ({ runId, actor, time, data }: EventOf<'ApprovalResolved'>): readonly Change[] => [
  {
    change: 'resolve',
    runId,
    approvalId: data.approvalId,
    set: {
      status: 'resolved',
      decision: data.decision,
      reason: data.reason ?? null,
      actor: actor ?? null,
      resolvedAt: time,
    },
  },
];
