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
  const cost = costOf(answer.usage, prices[priceKey(model)]);
  return {
    worker,
    startedAt,
    ...(answer.firstTokenAt === undefined ? {} : { firstTokenAt: answer.firstTokenAt }),
    endedAt,
    provider: model.provider,
    asked: model.model,
    ...(answer.answered === undefined ? {} : { answered: answer.answered }),
    parameters: model.parameters,
    ...(answer.server === undefined ? {} : { server: answer.server }),
    ...(answer.responseId === undefined ? {} : { responseId: answer.responseId }),
    finishReason: answer.finishReason,
    usage: answer.usage,
    ...(cost === undefined ? {} : { cost }),
    ...(takeover ? { maybeRepeated: true } : {}),
    ...(injectedRef === undefined ? {} : { injectedRef }),
  };
}

/** The report of a call that failed. */
export function failedReport(basis: ReportBasis, error: ProviderError): CallReport {
  const { model, prices, worker, startedAt, endedAt, takeover } = basis;
  const usage: Usage = error.details.usage ?? { source: 'unknown' };
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
