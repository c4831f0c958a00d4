import { callIdOf, type RunEvent } from '#events';
import { messageSpanId, modelCallSpanId, toolCallSpanId } from '#spans';
import type { Step, ToolCallStep } from '#trajectory';

/** The step with the span that shows it; `events` are those of its run, from the first. */
export function withSpan(step: Step, events: readonly RunEvent[]): Step {
  const event = events[(step.sequence ?? 0) - 1];
  const spanId = event === undefined ? undefined : spanIn(event, step);
  return spanId === undefined ? step : { ...step, spanId };
}

function spanIn(event: RunEvent, step: Step): string | undefined {
  if (step.kind === 'tool_call') return spanOfCall(event, step);
  switch (event.type) {
    case 'MessageSent':
      return messageSpanId(event.runId, event.sequence);
    case 'TurnAnswered':
    case 'TurnRecorded':
      return modelCallSpanId(event.runId, event.data.turnId, event.data.attempt);
    default:
      return undefined;
  }
}

function spanOfCall({ type, runId, data }: RunEvent, { callId }: ToolCallStep): string | undefined {
  if (type === 'ToolCallRecorded') return toolCallSpanId(runId, data.callId);
  if (type !== 'TurnRecorded') return undefined;
  const called = (data.outcomes ?? []).map(({ index }) => callIdOf(data.turnId, index)).find((id) => id === callId);
  return called === undefined ? undefined : toolCallSpanId(runId, called);
}
