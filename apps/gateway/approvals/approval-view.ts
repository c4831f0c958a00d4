import { ApprovalIdSchema, CallIdSchema, COMMAND_SCHEMAS, EVENT_SCHEMAS, RunIdSchema, TurnIdSchema } from '#events';
import { APPROVAL_STATUSES, type ApprovalRow } from '#read-models';
import { z } from 'zod';
import { limitParameter } from '../runs/runs-query.js';

const time = z.int().min(0).meta({ description: 'epoch milliseconds' });

export const ApprovalViewSchema = z
  .object({
    runId: RunIdSchema,
    approvalId: ApprovalIdSchema,
    kind: EVENT_SCHEMAS.ApprovalRequested.shape.kind,
    turnId: TurnIdSchema,
    callId: CallIdSchema,
    requestedAt: time,
    expiresAt: time,
    status: z.enum(APPROVAL_STATUSES).meta({ description: 'void: the run ended before anybody answered' }),
    decision: EVENT_SCHEMAS.ApprovalResolved.shape.decision.optional(),
    reason: z.string().optional(),
    actor: z.string().optional(),
    resolvedAt: time.optional(),
  })
  .meta({ id: 'ApprovalView' });
export const ApprovalPageSchema = z
  .object({ approvals: z.array(ApprovalViewSchema), next: z.string().optional() })
  .meta({ id: 'ApprovalPage', description: '`next` is the cursor of the following page' });
export type ApprovalPage = z.infer<typeof ApprovalPageSchema>;

export const ApprovalsQuerySchema = z.strictObject({
  status: z.enum(APPROVAL_STATUSES).optional(),
  runId: RunIdSchema.optional(),
  limit: limitParameter(100, 500),
  cursor: z
    .string()
    .regex(/^[^/]+\/[^/]+$/, 'must be `next` of the page before')
    .optional(),
});
export type ApprovalsQuery = z.infer<typeof ApprovalsQuerySchema>;

export const ApprovalParametersSchema = z.object({ runId: RunIdSchema, approvalId: ApprovalIdSchema });
export type ApprovalParameters = z.infer<typeof ApprovalParametersSchema>;

/** A header of the event: it can hold no line breaks. */
const ActorSchema = z
  .string()
  .regex(/^\P{Cc}{1,200}$/u, 'must be 1 to 200 characters without line breaks and other control characters')
  .meta({ description: 'Who decides, in their own words: nobody is identified yet. Default: anonymous' });

/** Body of `POST /v1/approvals`. */
export const ResolutionSchema = z
  .strictObject({ runId: RunIdSchema, ...COMMAND_SCHEMAS.ResolveApproval.shape, actor: ActorSchema.optional() })
  .meta({ id: 'Resolution' });
export type Resolution = z.infer<typeof ResolutionSchema>;

export const approvalView = ({ tenant: _tenant, decision, reason, actor, resolvedAt, ...row }: ApprovalRow) => ({
  ...row,
  ...(decision !== null && { decision }),
  ...(reason !== null && { reason }),
  ...(actor !== null && { actor }),
  ...(resolvedAt !== null && { resolvedAt }),
});
