import type { EventOf } from '#events';
import { messageSpan } from './moment-spans.js';
import type { OpenTrace } from './open-trace.js';
import type { SpanData, SpanLink } from './span-data.js';
import { modelCallSpanId } from './span-ids.js';

export function messageSent(trace: OpenTrace, event: EventOf<'MessageSent'>): readonly SpanData[] {
  if (event.data.kind !== 'error') trace.messages++;
  trace.unread.set(event.sequence, { message: event, receivers: new Set(event.data.to) });
  return [messageSpan(trace, event)];
}

/** Links to the model calls whose words the request shows its agent for the first time. */
export function readMessages(trace: OpenTrace, { data }: EventOf<'TurnRequested'>): readonly SpanLink[] {
  return data.context.added.flatMap((sequence) => {
    const unread = trace.unread.get(sequence);
    if (unread === undefined) return [];
    unread.receivers.delete(data.agentId);
    if (unread.receivers.size === 0) trace.unread.delete(sequence);
    return [linkTo(trace, unread.message)];
  });
}

function linkTo(trace: OpenTrace, { runId, sequence, data }: EventOf<'MessageSent'>): SpanLink {
  const { from, kind, round, part } = data;
  return {
    spanId: modelCallSpanId(runId, part.turnId, trace.attempts.get(part.turnId) ?? 1),
    attributes: {
      'parley.message.sequence': sequence,
      'parley.message.kind': kind,
      'parley.message.from': from,
      'parley.round': round,
    },
  };
}
