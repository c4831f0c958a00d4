import { z } from 'zod';
import { APPROVAL_STATUSES } from '#read-models';
import type { Api } from './api.js';

const summaryShape = {
  runId: z.string(),
  approvalId: z.string(),
  kind: z.string(),
  requestedAt: z.number(),
  expiresAt: z.number(),
  status: z.enum(APPROVAL_STATUSES),
  decision: z.string().optional(),
  reason: z.string().optional(),
  actor: z.string().optional(),
  resolvedAt: z.number().optional(),
};
const ApprovalSchema = z.looseObject(summaryShape);
export type Approval = z.infer<typeof ApprovalSchema>;
const ApprovalPageSchema = z.looseObject({ approvals: z.array(ApprovalSchema), next: z.string().optional() });

const ApprovalDetailSchema = z.looseObject({
  ...summaryShape,
  call: z
    .looseObject({
      tool: z.string(),
      arguments: z.string().optional(),
      effect: z.string(),
      started: z.looseObject({ at: z.number(), worker: z.string(), claim: z.string() }).optional(),
      recorded: z
        .looseObject({ at: z.number(), status: z.string(), result: z.string().optional(), late: z.boolean() })
        .optional(),
    })
    .optional(),
});
export type ApprovalDetail = z.infer<typeof ApprovalDetailSchema>;

/** Which approval of which run. */
export interface ApprovalRef {
  readonly runId: string;
  readonly approvalId: string;
}

const PAGE = 500;

/** Every approval, or those of one status, page by page. */
export async function* allApprovals(api: Api, status?: Approval['status']): AsyncGenerator<Approval, void> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(status === undefined ? {} : { status }) });
  for (;;) {
    const page = await api.get(`/v1/approvals?${query.toString()}`, ApprovalPageSchema);
    yield* page.approvals;
    if (page.next === undefined) return;
    query.set('cursor', page.next);
  }
}

/** One approval with the call that it is about. */
export const approvalDetail = (api: Api, { runId, approvalId }: ApprovalRef): Promise<ApprovalDetail> =>
  api.get(`/v1/approvals/${encodeURIComponent(runId)}/${encodeURIComponent(approvalId)}`, ApprovalDetailSchema);
