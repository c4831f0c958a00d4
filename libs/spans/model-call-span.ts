import type { Answer, CallReport, EventOf, ModelParameters, ResolvedAgent, TurnId, Usage } from '#events';
import type { AttributePart, Attributes } from './attributes.js';
import { modelCallContent } from './content.js';
import { endedSpan, type SpanError } from './ended-span.js';
import { finishReasonOf } from './finish-reason.js';
import type { OpenActivation, OpenTrace, OpenTurn } from './open-trace.js';
import { providerNameOf } from './provider-name.js';
import { serverAttributes } from './server-address.js';
import type { SpanData } from './span-data.js';
import { modelCallSpanId } from './span-ids.js';
import { workerClock, type Interval, type WorkerClock } from './worker-clock.js';

/** One attempt at a model call, as far as it is known. */
export interface ModelCall {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly agent: ResolvedAgent;
  readonly spanId: string;
  readonly activation?: OpenActivation | undefined;
  readonly request?: EventOf<'TurnRequested'> | undefined;
  readonly outcome: NonNullable<Attributes['parley.attempt.outcome']>;
  /** Between the records of its request and of its end. */
  readonly window: Interval;
  /** Absent where the call has left no trace: the span is the whole window. */
  readonly report?: CallReport | undefined;
  /** Where more than the call was reported, the clock that all of it is read by. */
  readonly clock?: WorkerClock;
  readonly answer?: Answer;
  readonly defect?: string | undefined;
  readonly discarded?: EventOf<'TurnDiscarded'>['data']['reason'];
  readonly error?: SpanError;
}

/** The attempt that is open in a turn, ended at this time. */
export const openCall = (
  turnId: TurnId,
  { request, activation }: OpenTurn,
  until: number,
): Omit<ModelCall, 'outcome'> => ({
  turnId,
  attempt: request.data.attempt,
  agent: activation.agent,
  spanId: modelCallSpanId(request.runId, turnId, request.data.attempt),
  activation,
  request,
  window: { from: request.time, until },
});

export function modelCallSpan(trace: OpenTrace, call: ModelCall): SpanData {
  const { report, window, activation, agent, error } = call;
  const clock = call.clock ?? clockOf(report, window);
  const startMs = report === undefined ? window.from : clock.read(report.startedAt);
  return endedSpan(trace, {
    subject: 'model_call',
    spanId: call.spanId,
    ...(activation && { parent: activation.spanId }),
    name: report?.asked ?? agent.model.model,
    startMs,
    endMs: report === undefined ? window.until : clock.read(report.endedAt),
    attributes: [
      modelAttributes(agent, report),
      ...(report === undefined ? [] : reportAttributes(report, agent)),
      placeAttributes(call, startMs),
      ...(report === undefined ? [] : [costAttributes(report)]),
      clockAttributes(clock),
      modelCallContent(trace.content, call),
    ],
    error,
  });
}

const clockOf = (report: CallReport | undefined, window: Interval): WorkerClock =>
  workerClock(report === undefined ? window : { from: report.startedAt, until: report.endedAt }, window);

export const clockAttributes = ({ shiftMs }: WorkerClock): Attributes =>
  shiftMs === 0 ? {} : { 'parley.clock.shift_ms': shiftMs };

function modelAttributes({ agentId, model }: ResolvedAgent, report: CallReport | undefined): AttributePart {
  const { provider, asked } = report ?? { provider: model.provider, asked: model.model };
  return {
    'gen_ai.agent.name': agentId,
    'gen_ai.provider.name': providerNameOf(provider),
    'gen_ai.request.model': asked,
  };
}

const reportAttributes = (report: CallReport, agent: ResolvedAgent): readonly AttributePart[] => [
  parameterAttributes(report.parameters),
  responseAttributes(report),
  usageAttributes(report.usage),
  serverAttributes(report.server, agent.model),
];

const parameterAttributes = ({ temperature, topP, maxOutputTokens, seed }: ModelParameters): AttributePart => ({
  'gen_ai.request.temperature': temperature,
  'gen_ai.request.top_p': topP,
  'gen_ai.request.max_tokens': maxOutputTokens,
  'gen_ai.request.seed': seed,
});

const responseAttributes = (report: CallReport): AttributePart => {
  const { startedAt, firstTokenAt, finishReason } = report;
  return {
    'gen_ai.request.stream': firstTokenAt === undefined ? undefined : true,
    'gen_ai.response.model': report.answered,
    'gen_ai.response.id': report.responseId,
    'gen_ai.response.finish_reasons': finishReason && [finishReasonOf(finishReason)],
    'gen_ai.response.time_to_first_chunk':
      firstTokenAt === undefined ? undefined : Math.max(0, firstTokenAt - startedAt) / 1000,
  };
};

const usageAttributes = ({ input, output, cacheRead, cacheWrite, reasoning }: Usage): AttributePart => ({
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
  'gen_ai.usage.cache_read.input_tokens': cacheRead,
  'gen_ai.usage.cache_write.input_tokens': cacheWrite,
  'gen_ai.usage.reasoning.output_tokens': reasoning,
});

const placeAttributes = (call: ModelCall, startMs: number): AttributePart => {
  const { request, report } = call;
  return {
    'parley.agent.id': call.agent.agentId,
    'parley.activation.id': call.activation?.id,
    'parley.turn.id': call.turnId,
    'parley.attempt': call.attempt,
    'parley.attempt.outcome': call.outcome,
    'parley.discard.reason': call.discarded,
    'parley.round': request?.data.round,
    'parley.purpose': request?.data.purpose,
    'parley.queue_ms': request && report && startMs - request.time,
    'parley.turn.defect': call.defect,
  };
};

const costAttributes = ({ worker, maybeRepeated, usage, cost }: CallReport): AttributePart => ({
  'parley.worker.id': worker,
  'parley.maybe_repeated': maybeRepeated,
  'parley.usage.source': usage.source,
  'parley.cost.micro_usd': cost,
});
