import type { CallId, EventData, RunId } from '#events';
import type { RequestOrigin } from '#llm';
import { modelCallSpanId, toolCallSpanId } from '#spans';
import type { KnownCall } from '#telemetry';

type Started = Pick<EventData<'RunStarted'>, 'traceId' | 'sampled'>;

export const knownModelCall = (
  { traceId, sampled }: Started,
  { runId, turnId, attempt }: Pick<RequestOrigin, 'runId' | 'turnId' | 'attempt'>,
): KnownCall => ({
  runId,
  traceId,
  get spanId() {
    return modelCallSpanId(runId, turnId, attempt);
  },
  sampled,
});

export const knownToolCall = ({ traceId, sampled }: Started, runId: RunId, callId: CallId): KnownCall => ({
  runId,
  traceId,
  get spanId() {
    return toolCallSpanId(runId, callId);
  },
  sampled,
});
