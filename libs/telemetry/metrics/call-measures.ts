import { agentOfTurn, type CallReport } from '#events';
import { providerNameOf, serverAttributes } from '#spans';
import type { CallEvent } from './call-event.js';
import type { Measure } from './instruments.js';
import type { KnownRun } from './known-run.js';
import { callSpan, shownBy } from './measured-span.js';
import { usageMeasures } from './usage-measures.js';

const MS = 1_000;
const MICRO = 1_000_000;

/** Duration, queueing, tokens and cost of the model call that the event reports, if it reports one. */
export function callMeasures(event: CallEvent, run: KnownRun | undefined): readonly Measure[] {
  const { report, turnId } = event.data;
  if (report === undefined) return [];
  const attributes = attributesOf(report, run?.agents.get(agentOfTurn(turnId)));
  const error = event.type === 'TurnFailed' ? { 'error.type': event.data.error.code } : {};
  return shownBy(callSpan(event, run), [
    {
      metric: 'gen_ai.client.inference.duration',
      value: seconds(report.startedAt, report.endedAt),
      attributes: { ...attributes, ...error },
    },
    ...firstChunk(report, attributes),
    ...usageMeasures(report.usage, attributes, error),
    ...(report.cost === undefined ? [] : [{ metric: 'parley.cost', value: report.cost / MICRO, attributes } as const]),
    ...queueing(event, report, run?.requestedAt.get(turnId)),
  ]);
}

const seconds = (from: number, until: number): number => Math.max(0, until - from) / MS;

type Agent = KnownRun['agents'] extends ReadonlyMap<unknown, infer A> ? A : never;

function attributesOf(report: CallReport, agent: Agent | undefined): Measure['attributes'] {
  const { provider, asked, answered, server } = report;
  const { 'server.address': address, 'server.port': port } = serverAttributes(server, agent?.model ?? {});
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': providerNameOf(provider),
    'gen_ai.request.model': asked,
    ...(answered !== undefined && { 'gen_ai.response.model': answered }),
    ...(address !== undefined && { 'server.address': address }),
    ...(port !== undefined && { 'server.port': port }),
  };
}

function firstChunk({ startedAt, firstTokenAt }: CallReport, attributes: Measure['attributes']): readonly Measure[] {
  if (firstTokenAt === undefined) return [];
  const value = seconds(startedAt, firstTokenAt);
  return [{ metric: 'gen_ai.client.inference.time_to_first_chunk', value, attributes }];
}

/** A discarded call belongs to a request that may be long gone. */
function queueing(event: CallEvent, { startedAt }: CallReport, requestedAt: number | undefined): readonly Measure[] {
  if (requestedAt === undefined || event.type === 'TurnDiscarded') return [];
  return [{ metric: 'parley.turn.queue.duration', value: seconds(requestedAt, startedAt), attributes: {} }];
}
