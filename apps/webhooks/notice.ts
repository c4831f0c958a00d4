import { agentOfTurn, splitCallId, type EventOf, type RunEvent } from '#events';

/**
 * What a webhook is told: everything that helps to decide whether to look, and none of what a tool would be given.
 * `id` is the same whenever the same notice is sent again. `link` is a path of the API. Times in epoch milliseconds.
 */
export interface Notice {
  readonly id: string;
  readonly type: NoticeType;
  readonly runId: string;
  readonly approvalId: string;
  readonly kind: EventOf<'ApprovalRequested'>['data']['kind'];
  readonly agentId: string;
  readonly tool?: string;
  readonly effect?: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly link: string;
}
export type NoticeType = 'approval.opened' | 'approval.expiring';

export function noticeOf(
  type: NoticeType,
  { runId, sequence, time, data }: EventOf<'ApprovalRequested'>,
  events: readonly RunEvent[],
): Notice {
  const { approvalId, kind, turnId, callId, expiresAt } = data;
  const answered = events.findLast(
    (event): event is EventOf<'TurnAnswered'> => event.type === 'TurnAnswered' && event.data.turnId === turnId,
  );
  const call = answered?.data.answer.calls[splitCallId(callId).index - 1];
  return {
    id: `${runId}:${sequence}:${type}`,
    type,
    runId,
    approvalId,
    kind,
    agentId: agentOfTurn(turnId),
    ...(call && { tool: call.name, effect: call.effect }),
    requestedAt: time,
    expiresAt,
    link: `/v1/approvals/${runId}/${approvalId}`,
  };
}
