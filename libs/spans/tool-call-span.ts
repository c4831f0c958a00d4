import { splitCallId, type CallId, type CallOutcome, type ToolCall } from '#events';
import type { AttributePart, Attributes } from './attributes.js';
import { toolCallContent } from './content.js';
import { endedSpan, type SpanError } from './ended-span.js';
import { clockAttributes } from './model-call-span.js';
import type { OpenActivation, OpenTrace } from './open-trace.js';
import type { SpanData } from './span-data.js';
import type { WorkerClock } from './worker-clock.js';

interface CallPlace {
  readonly callId: CallId;
  readonly call: ToolCall;
  readonly spanId: string;
  readonly activation: OpenActivation;
}

export interface RecordedToolCall extends CallPlace {
  readonly outcome: CallOutcome;
  readonly clock: WorkerClock;
  /** Its turn or run had ended. */
  readonly late?: true | undefined;
}

export interface DoubtfulToolCall extends CallPlace {
  readonly since: number;
  readonly until: number;
  readonly error?: SpanError;
}

export function toolCallSpan(trace: OpenTrace, recorded: RecordedToolCall): SpanData {
  const { outcome, clock } = recorded;
  return endedSpan(trace, {
    ...headOf(recorded),
    startMs: clock.read(outcome.startedAt),
    endMs: clock.read(outcome.endedAt),
    attributes: [
      callAttributes(recorded, outcome.status),
      {
        'parley.tool.argument_bytes': outcome.argumentBytes,
        'parley.tool.result_bytes': outcome.resultBytes,
        'parley.tool.late': recorded.late,
      },
      clockAttributes(clock),
      toolCallContent(trace.content, recorded.call, outcome),
    ],
    error: outcome.status === 'ok' ? undefined : { type: outcome.status },
  });
}

/** A call that was started and has no result when its turn or run ends. */
export function doubtfulSpan(trace: OpenTrace, doubtful: DoubtfulToolCall): SpanData {
  const { call, since, until, error } = doubtful;
  return endedSpan(trace, {
    ...headOf(doubtful),
    startMs: since,
    endMs: until,
    attributes: [callAttributes(doubtful, 'in_doubt'), toolCallContent(trace.content, call)],
    error,
  });
}

const headOf = ({ spanId, activation, call }: CallPlace) =>
  ({ subject: 'tool_call', spanId, parent: activation.spanId, name: call.name }) as const;

function callAttributes(
  { callId, call, activation }: CallPlace,
  outcome: NonNullable<Attributes['parley.tool.outcome']>,
): AttributePart {
  return {
    'gen_ai.agent.name': activation.agent.agentId,
    'gen_ai.tool.name': call.name,
    'gen_ai.tool.type': 'function',
    'gen_ai.tool.call.id': call.vendorCallId ?? callId,
    'parley.agent.id': activation.agent.agentId,
    'parley.activation.id': activation.id,
    'parley.turn.id': splitCallId(callId).turnId,
    'parley.call.id': callId,
    'parley.tool.effect': call.effect,
    'parley.tool.outcome': outcome,
  };
}
