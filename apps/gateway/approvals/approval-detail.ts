import { ApprovalPolicySchema, CallOutcomeSchema, EffectSchema, type Blobs, type RunId } from '#events';
import { loadedText } from '#store';
import { z } from 'zod';
import { ApprovalViewSchema } from './approval-view.js';
import type { CallFacts } from './call-facts.js';

const time = z.int().min(0).meta({ description: 'epoch milliseconds' });
const text = z.string().optional().meta({ description: 'absent where it has been erased' });

const ApprovalCallSchema = z
  .object({
    tool: z.string(),
    arguments: text,
    effect: z.union([EffectSchema, z.literal('control')]),
    approval: ApprovalPolicySchema,
    started: z
      .object({ at: time, worker: z.string(), claim: z.string() })
      .optional()
      .meta({ description: 'who has begun to make the call, for one that must not be made twice' }),
    recorded: z
      .object({ at: time, status: CallOutcomeSchema.shape.status, result: text, late: z.boolean() })
      .optional()
      .meta({ description: 'what came of it; late: after its turn had failed' }),
  })
  .meta({ id: 'ApprovalCall' });
type ApprovalCall = z.infer<typeof ApprovalCallSchema>;

/** Answer to `GET /v1/approvals/{runId}/{approvalId}`. */
export const ApprovalDetailSchema = z
  .object({ ...ApprovalViewSchema.shape, call: ApprovalCallSchema.optional() })
  .meta({ id: 'ApprovalDetail' });
export type ApprovalDetail = z.infer<typeof ApprovalDetailSchema>;

/** The call with its texts in place. */
export async function approvalCall(runId: RunId, facts: CallFacts, blobs: Blobs): Promise<ApprovalCall> {
  const { call, started, recorded } = facts;
  const words = await loadedText(runId, call.arguments, blobs);
  return {
    tool: call.name,
    ...(words !== undefined && { arguments: words }),
    effect: call.effect,
    approval: call.approval,
    ...(started && { started: { at: started.time, worker: started.data.worker, claim: started.data.claim } }),
    ...(recorded && { recorded: await recordedView(runId, recorded, blobs) }),
  };
}

async function recordedView(
  runId: RunId,
  { time: at, data }: NonNullable<CallFacts['recorded']>,
  blobs: Blobs,
): Promise<NonNullable<ApprovalCall['recorded']>> {
  const { status, result } = data.outcome;
  const words = await loadedText(runId, result, blobs);
  return { at, status, ...(words !== undefined && { result: words }), late: data.late === true };
}
