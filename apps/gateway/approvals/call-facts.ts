import { splitCallId, type CallId, type EventOf, type RunEvent, type ToolCall, type TurnId } from '#events';

/** What the log knows of a call that a person is asked about. */
export interface CallFacts {
  readonly call: ToolCall;
  /** The latest claim: who has begun to make the call. */
  readonly started?: EventOf<'ToolCallStarted'>;
  readonly recorded?: EventOf<'ToolCallRecorded'>;
}

/** Undefined where the events have no answer of the turn with this call. */
export function callFacts(events: readonly RunEvent[], turnId: TurnId, callId: CallId): CallFacts | undefined {
  const found: { -readonly [Fact in keyof CallFacts]?: CallFacts[Fact] } = {};
  for (const event of events) {
    if (event.type === 'TurnAnswered' && event.data.turnId === turnId) {
      const call = event.data.answer.calls[splitCallId(callId).index - 1];
      if (call !== undefined) found.call = call;
    }
    if (event.type === 'ToolCallStarted' && event.data.callId === callId) found.started = event;
    if (event.type === 'ToolCallRecorded' && event.data.callId === callId) found.recorded = event;
  }
  const { call, ...others } = found;
  return call === undefined ? undefined : { call, ...others };
}
