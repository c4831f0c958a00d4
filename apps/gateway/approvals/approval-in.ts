import { isTerminal, type ApprovalId, type RunEvent } from '#events';
import { decisionOf, openApproval, type ApprovalRow } from '#read-models';

/** An approval as the events of its run have it: at once, where a read model may be behind. */
export function approvalIn(events: readonly RunEvent[], approvalId: ApprovalId): ApprovalRow | undefined {
  let row: ApprovalRow | undefined;
  for (const event of events) {
    if (event.type === 'ApprovalRequested' && event.data.approvalId === approvalId) row = openApproval(event);
    else if (row === undefined) continue;
    else if (event.type === 'ApprovalResolved' && event.data.approvalId === approvalId)
      row = { ...row, ...decisionOf(event) };
    else if (isTerminal(event) && row.status === 'open') row = { ...row, status: 'void', resolvedAt: event.time };
  }
  return row;
}
