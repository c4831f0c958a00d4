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
export const answeredReport = (
  basis: ReportBasis,
  answer: ModelAnswer,
  injectedRef?: CallReport['injectedRef'],
): CallReport => reportOf(basis, { ...answer, injectedRef });

/** The report of a call that failed. */
export const failedReport = (basis: ReportBasis, { details }: ProviderError): CallReport =>
  reportOf(basis, {
    finishReason: 'error',
    usage: details.usage ?? { source: 'unknown' },
    ...(details.by && { by: details.by }),
  });

/** `by`: a fallback that was asked in the place of the model. */
type CallEnd = Pick<
  ModelAnswer,
  'by' | 'finishReason' | 'usage' | 'firstTokenAt' | 'answered' | 'server' | 'responseId'
> &
  Partial<Record<'injectedRef', CallReport['injectedRef']>>;

function reportOf({ model, prices, worker, startedAt, endedAt, takeover }: ReportBasis, call: CallEnd): CallReport {
  const usage = countable(call.usage);
  const asked = call.by ?? model;
  const cost = costOf(usage, prices[priceKey(asked)]);
  return {
    worker,
    startedAt,
    ...(call.firstTokenAt === undefined ? {} : { firstTokenAt: call.firstTokenAt }),
    endedAt,
    provider: asked.provider,
    asked: asked.model,
    ...(call.answered === undefined ? {} : { answered: call.answered.slice(0, NAME_LIMIT) }),
    parameters: model.parameters,
    ...(call.server === undefined ? {} : { server: call.server.slice(0, NAME_LIMIT) }),
    ...(call.responseId === undefined ? {} : { responseId: call.responseId.slice(0, NAME_LIMIT) }),
    finishReason: call.finishReason,
    usage,
    ...(cost === undefined ? {} : { cost }),
    ...(takeover ? { maybeRepeated: true } : {}),
    ...(call.injectedRef === undefined ? {} : { injectedRef: call.injectedRef }),
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
