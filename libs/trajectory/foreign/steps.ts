import type { Usage } from '#events';
import { known } from '../known.js';
import type { Span } from '../otlp/span.js';
import { answerIn } from '../reading/answer.js';
import { modelOf } from '../reading/identity.js';
import type { SpanUsage } from '../reading/usage.js';
import type { Analysis } from '../structure/analysis.js';
import { begunCalls } from '../structure/begun-calls.js';
import { NAMELESS, type TeamMessage } from '../structure/team-message.js';
import type { ToolRun } from '../structure/tool-runs.js';
import type { MessageStep, Step, ToolCallStep, TurnStep } from '../trajectory.js';
import type { NumberedCall } from './turn-ids.js';

type Unplaced<T extends Step> = T extends Step ? Omit<T, 'index'> : never;

/** Turns, runs of tools and messages by time: a turn stands where it ended, and before what followed from it. */
export function stepsOf({ toolRuns, messages }: Analysis, calls: readonly NumberedCall[]): readonly Step[] {
  const asking = { begun: begunCalls(), turns: new Map(calls.map((numbered) => [numbered.call.node, numbered])) };
  const steps: Unplaced<Step>[] = [
    ...calls.filter(({ call }) => !call.failed).map(turnStep),
    ...toolRuns.map((run, nth) => toolStep(run, nth, asking)),
    ...messages.map((message) => messageStep(message, asking)),
  ];
  return steps.sort((a, b) => a.at - b.at || RANK[a.kind] - RANK[b.kind]).map((step, index) => ({ index, ...step }));
}

const RANK: Readonly<Record<Step['kind'], number>> = { turn: 0, tool_call: 1, message: 2 };

export const wholeMs = (ms: number): number => (Number.isFinite(ms) ? Math.round(ms) : 0);

const spanPlace = (span: Span) => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentId !== undefined && { parentSpanId: span.parentId }),
});

function turnStep({ call, agent, turnId }: NumberedCall): Unplaced<TurnStep> {
  const { span, usage } = call;
  const { text, calls } = answerIn(span);
  return known({
    kind: 'turn' as const,
    agent,
    at: wholeMs(span.endMs),
    ...spanPlace(span),
    turnId,
    status: 'recorded' as const,
    startedAt: wholeMs(span.startMs),
    endedAt: wholeMs(span.endMs),
    model: modelOf(span.attributes),
    usage: usage && reported(usage),
    text: text === '' ? undefined : text,
    calls: calls.map(({ name }) => name),
  });
}

export const reported = ({ cacheDoubtful: _, ...usage }: SpanUsage): Usage => usage;

interface Asking {
  readonly begun: ReturnType<typeof begunCalls>;
  readonly turns: ReadonlyMap<number, NumberedCall>;
}

function toolStep(run: ToolRun, nth: number, { begun, turns }: Asking): Unplaced<ToolCallStep> {
  const { agent, span, startMs, endMs } = run;
  const asking = agent && begun(agent.calls, startMs);
  const turnId = (asking && turns.get(asking.node)?.turnId) ?? '';
  return known({
    kind: 'tool_call' as const,
    agent: agent?.name ?? NAMELESS,
    at: wholeMs(endMs),
    ...(span && spanPlace(span)),
    turnId,
    callId: `${turnId}#${nth + 1}`,
    name: run.name,
    status: run.ok ? ('ok' as const) : ('error' as const),
    startedAt: wholeMs(startMs),
    endedAt: wholeMs(endMs),
    arguments: run.arguments,
    result: run.result,
  });
}

function messageStep({ from, to, kind, atMs, said }: TeamMessage, { begun }: Asking): Unplaced<MessageStep> {
  const span = said && begun(said.calls, atMs)?.span;
  const content = kind === 'delegate' || span === undefined ? '' : answerIn(span).text;
  return {
    kind: 'message',
    agent: from ?? NAMELESS,
    at: wholeMs(atMs),
    ...(span && spanPlace(span)),
    to,
    messageKind: kind,
    ...(content !== '' && { content }),
  };
}
