import type { RunDeltas } from '#event-log';
import { ProviderError, type ModelAnswer, type ModelRequest, type Provider } from '#llm';
import { inCall } from '#telemetry';
import type { WorkerDependencies } from './dependencies.js';
import { knownModelCall } from './known-calls.js';
import type { TurnContext } from './requests.js';

/**
 * Asks the model of a turn and passes its words on while they come; rejects with what the provider does.
 * Whether anybody listens makes no difference to the call.
 */
export async function askModel(
  { providerNamed, deltas, reached }: Pick<WorkerDependencies, 'providerNamed' | 'deltas' | 'reached'>,
  { request, started }: Pick<TurnContext, 'request' | 'started'>,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const provider = providerNamed(request.model);
  if (provider === undefined) {
    const message = `no provider named "${request.model.provider}" is configured here; use one that GET /v1/systems lists`;
    throw new ProviderError('provider_unknown', message, { retryable: false });
  }
  signal.throwIfAborted();
  const answer = await inCall(knownModelCall(started, request.origin), () =>
    answerSpoken(provider, { ...request, signal }, deltas),
  );
  reached?.('worker:model-answered');
  return answer;
}

/** Longer pieces are not shown before their turn is recorded; the gap in the numbers tells. */
const LONGEST_DELTA = 16_384;

async function answerSpoken(
  provider: Provider,
  request: ModelRequest,
  deltas: Pick<RunDeltas, 'publish'>,
): Promise<ModelAnswer> {
  const { runId, turnId, attempt } = request.origin;
  let n = 0;
  for await (const item of provider.stream(request)) {
    if ('answer' in item) return item.answer;
    const text = item.delta;
    if (text === '') continue;
    n++;
    if (text.length <= LONGEST_DELTA) deltas.publish(runId, { turnId, attempt, n, text });
  }
  throw new ProviderError('invalid_response', 'the stream ended without an answer', { retryable: true });
}
