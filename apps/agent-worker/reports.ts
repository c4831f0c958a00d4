import { costOf, priceKey, type CallReport, type EventData, type ModelSpec, type Usage } from '#events';
import { type ModelAnswer, type ProviderError } from '#llm';

export interface ReportBasis {
  readonly worker: string;
  readonly model: ModelSpec;
  readonly prices: EventData<'RunStarted'>['prices'];
  readonly startedAt: number;
  readonly endedAt: number;
  readonly takeover: boolean;
}

/** The report of a call that was answered. */
export function answeredReport(
  basis: ReportBasis,
  answer: ModelAnswer,
  injectedRef: CallReport['injectedRef'],
): CallReport {
  const { model, prices, worker, startedAt, endedAt, takeover } = basis;
  const usage = countable(answer.usage);
  const cost = costOf(usage, prices[priceKey(model)]);
  return {
    worker,
    startedAt,
    ...(answer.firstTokenAt === undefined ? {} : { firstTokenAt: answer.firstTokenAt }),
    endedAt,
    provider: model.provider,
    asked: model.model,
    ...(answer.answered === undefined ? {} : { answered: answer.answered.slice(0, NAME_LIMIT) }),
    parameters: model.parameters,
    ...(answer.server === undefined ? {} : { server: answer.server.slice(0, NAME_LIMIT) }),
    ...(answer.responseId === undefined ? {} : { responseId: answer.responseId.slice(0, NAME_LIMIT) }),
    finishReason: answer.finishReason,
    usage,
    ...(cost === undefined ? {} : { cost }),
    ...(takeover ? { maybeRepeated: true } : {}),
    ...(injectedRef === undefined ? {} : { injectedRef }),
  };
}

/** The report of a call that failed. */
export function failedReport(basis: ReportBasis, error: ProviderError): CallReport {
  const { model, prices, worker, startedAt, endedAt, takeover } = basis;
  const usage = countable(error.details.usage ?? { source: 'unknown' });
  const cost = costOf(usage, prices[priceKey(model)]);
  return {
    worker,
    startedAt,
    endedAt,
    provider: model.provider,
    asked: model.model,
    parameters: model.parameters,
    finishReason: 'error',
    usage,
    ...(cost === undefined ? {} : { cost }),
    ...(takeover ? { maybeRepeated: true } : {}),
  };
}

/** Longest name that a server may give to a model, itself or a response; the rest is cut off. */
const NAME_LIMIT = 256;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** Only what can be counted: a server may report anything. */
function countable({ source, ...counts }: Usage): Usage {
  const kept = Object.fromEntries(Object.entries(counts).filter(([, count]) => isCount(count)));
  return { ...kept, source: Object.keys(kept).length === 0 ? 'unknown' : source };
}
