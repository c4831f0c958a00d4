import type { CallReport, EventOf, RunEvent, TurnError } from '#events';
import type { OutgoingRecord } from '#event-log';
import { isProviderError, ProviderError, type ModelAnswer } from '#llm';
import { commandOf } from './commands.js';
import type { WorkerDependencies } from './dependencies.js';
import { recordAnswer } from './record-answer.js';
import { answeredReport, failedReport, type ReportBasis } from './reports.js';
import { activationPurpose, turnContext, type TurnContext } from './requests.js';
import { unusable } from './unusable.js';
import { workerError } from './worker-error.js';

interface Performance {
  readonly signal: AbortSignal;
  /** The request was found above the checkpoint of a former owner, who may have made the call. */
  readonly takeover: boolean;
}

/**
 * One model call and, when all its calls only read, their results: RecordTurn, RecordAnswer or FailTurn.
 * Rejects when the signal aborts, and when the request cannot be built.
 */
export async function performTurn(
  dependencies: WorkerDependencies,
  requested: EventOf<'TurnRequested'>,
  events: readonly RunEvent[],
  { signal, takeover }: Performance,
): Promise<readonly OutgoingRecord[]> {
  const context = await turnContext(events, requested, dependencies.blobs);
  const startedAt = dependencies.now();
  const { workerId: worker, now } = dependencies;
  const { prices } = context.started;
  const basis = (): ReportBasis => ({
    worker,
    model: context.agent.model,
    prices,
    startedAt,
    endedAt: now(),
    takeover,
  });
  try {
    const answer = await ask(dependencies, context, signal);
    const turn = { context, requested, purpose: activationPurpose(events, requested), basis: basis(), signal };
    return [await recorded(dependencies, turn, answer)];
  } catch (error) {
    if (signal.aborted || !isProviderError(error)) throw error;
    return [failTurn(requested, turnError(error), failedReport(basis(), error))];
  }
}

async function ask(
  { providerNamed, reached }: WorkerDependencies,
  { request }: TurnContext,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const provider = providerNamed(request.model);
  if (provider === undefined) {
    const message = `no provider named "${request.model.provider}" is configured here; use one that GET /v1/systems lists`;
    throw new ProviderError('provider_unknown', message, { retryable: false });
  }
  signal.throwIfAborted();
  const answer = await provider.complete({ ...request, signal });
  reached?.('worker:model-answered');
  return answer;
}

/** Whatever becomes of an answer that was given, its spend is kept. */
async function recorded(
  dependencies: WorkerDependencies,
  turn: Parameters<typeof recordAnswer>[1],
  answer: ModelAnswer,
): Promise<OutgoingRecord> {
  const { requested, basis, signal } = turn;
  const problem = unusable(answer);
  if (problem !== undefined) {
    const error = { code: 'invalid_response', message: problem, retryable: true } as const;
    return failTurn(requested, error, answeredReport(basis, answer, undefined));
  }
  try {
    return await recordAnswer(dependencies, turn, answer);
  } catch (error) {
    if (signal.aborted) throw error;
    dependencies.onError(error, requested);
    return failTurn(requested, workerError(error), answeredReport(basis, answer, undefined));
  }
}

function turnError({ code, message, details: { retryable, retryAfterMs } }: ProviderError): TurnError {
  return { code, message, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

function failTurn(requested: EventOf<'TurnRequested'>, error: TurnError, report: CallReport): OutgoingRecord {
  const { turnId, attempt } = requested.data;
  return commandOf('FailTurn', requested, { turnId, attempt, error: shortened(error), report });
}

/** Longest message that goes into an event. */
const MESSAGE_LIMIT = 2_000;
const shortened = (error: TurnError): TurnError => ({ ...error, message: error.message.slice(0, MESSAGE_LIMIT) });
