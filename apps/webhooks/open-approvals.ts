import { isTerminal, type ApprovalId, type RunEvent, type RunId } from '#events';

/** The approvals of a partition that are open as far as its events have been observed. */
export interface OpenApprovals {
  observe(event: RunEvent): void;
  /** Aborted once the approval is answered, expired or void; undefined where it is already. */
  closing(runId: RunId, approvalId: ApprovalId): AbortSignal | undefined;
}

export function openApprovals(): OpenApprovals {
  const open = new Map<RunId, Map<ApprovalId, AbortController>>();
  const opened = (runId: RunId, approvalId: ApprovalId) => {
    const ofRun = open.get(runId) ?? new Map<ApprovalId, AbortController>();
    open.set(runId, ofRun.set(approvalId, new AbortController()));
  };
  const closed = (runId: RunId, approvalIds: Iterable<ApprovalId>) => {
    const ofRun = open.get(runId);
    for (const approvalId of approvalIds) {
      ofRun?.get(approvalId)?.abort();
      ofRun?.delete(approvalId);
    }
    if (ofRun?.size === 0) open.delete(runId);
  };
  return {
    observe(event) {
      const { runId } = event;
      if (event.type === 'ApprovalRequested') opened(runId, event.data.approvalId);
      else if (event.type === 'ApprovalResolved') closed(runId, [event.data.approvalId]);
      else if (isTerminal(event)) closed(runId, [...(open.get(runId)?.keys() ?? [])]);
    },
    closing: (runId, approvalId) => open.get(runId)?.get(approvalId)?.signal,
  };
}
