import type { ApprovalId, Blobs, RunHistory, RunId } from '#events';
import { Problem } from '../http/problem.js';
import { approvalCall, type ApprovalDetail } from './approval-detail.js';
import { approvalIn } from './approval-in.js';
import { approvalView } from './approval-view.js';
import { callFacts } from './call-facts.js';

export interface ApprovalReader {
  /** An approval with what is known of its call; refuses one that nobody has asked for. */
  detail(runId: RunId, approvalId: ApprovalId): Promise<ApprovalDetail>;
}

export const approvalReader = (history: RunHistory, blobs: Blobs): ApprovalReader => ({
  async detail(runId, approvalId) {
    const events = await history.eventsOf(runId);
    const row = approvalIn(events, approvalId);
    if (row === undefined) {
      const message = `run ${runId} has asked nothing under ${approvalId}: see GET /v1/approvals?runId=${runId}`;
      throw new Problem('not-found', message, [{ field: 'approvalId', message: 'is not that of an approval' }]);
    }
    const facts = callFacts(events, row.turnId, row.callId);
    return { ...approvalView(row), ...(facts && { call: await approvalCall(runId, facts, blobs) }) };
  },
});
