import type { EventOf, RunEvent, TurnError } from '#events';
import type { OutgoingRecord } from '#event-log';
import { isProviderError, type ModelAnswer, type ProviderError } from '#llm';
import { askModel } from './ask-model.js';
import type { WorkerDependencies } from './dependencies.js';
import { failTurn, workerError } from './fail-turn.js';
import { recordAnswer, type AnsweredTurn } from './record-answer.js';
import { answeredReport, failedReport, type ReportBasis } from './reports.js';
import { turnContext } from './requests.js';
import { onceStoreIsBack } from './store-away.js';
import { unusable } from './unusable.js';

interface Performance {
  readonly signal: AbortSignal;
  /** The request was found above the checkpoint of a former owner, who may have made the call. */
  readonly takeover: boolean;
  /** Whether the signal has aborted because nothing waits for the result any more. */
  readonly isOver: () => boolean;
}

/**
 * One model call and, when all its calls only read, their results: RecordTurn, RecordAnswer or FailTurn. When the signal
 * aborts it rejects, but for a turn that is over and whose call is known to have cost something. Rejects as well when the
 * request cannot be built.
 */
export async function performTurn(
  dependencies: WorkerDependencies,
  requested: EventOf<'TurnRequested'>,
  events: readonly RunEvent[],
  { signal, takeover, isOver }: Performance,
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
    const answer = await askModel(dependencies, context, signal);
    return [await recorded(dependencies, { context, requested, basis: basis(), signal, isOver }, answer)];
  } catch (error) {
    if (!isProviderError(error)) throw error;
    if (signal.aborted && !(isOver() && error.details.usage !== undefined)) throw error;
    const report = failedReport(basis(), error);
    return [failTurn(requested, { ...requested.data, error: turnError(error), report })];
  }
}

const STORE_RETRY_MS = 1_000;

type Recording = AnsweredTurn & Pick<Performance, 'isOver'>;

/** Whatever becomes of an answer that was given, its spend is kept. */
async function recorded(
  dependencies: WorkerDependencies,
  turn: Recording,
  answer: ModelAnswer,
): Promise<OutgoingRecord> {
  const { requested, basis, signal, isOver } = turn;
  const failed = (error: TurnError) =>
    failTurn(requested, { ...requested.data, error, report: answeredReport(basis, answer) });
  const problem = unusable(answer);
  if (problem !== undefined) return failed({ code: 'invalid_response', message: problem, retryable: true });
  try {
    return await onceStoreIsBack(() => recordAnswer(dependencies, turn, answer), {
      signal,
      retryMs: dependencies.storeRetryMs ?? STORE_RETRY_MS,
      onAway: (error) => {
        dependencies.onError(error, requested);
      },
    });
  } catch (error) {
    if (signal.aborted && !isOver()) throw error;
    if (!signal.aborted) dependencies.onError(error, requested);
    return failed(workerError(error));
  }
}

function turnError({ code, message, details: { retryable, retryAfterMs } }: ProviderError): TurnError {
  return { code, message, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
