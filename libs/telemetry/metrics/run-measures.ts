import type { EventOf, EventType, RunEvent, RunId, TerminalType } from '#events';
import { LRUCache } from 'lru-cache';
import type { CallEvent } from './call-event.js';
import { callMeasures } from './call-measures.js';
import type { Measure } from './instruments.js';
import { architectureOf, knownRun, type KnownRun } from './known-run.js';
import { endedRunSpan, shownBy } from './measured-span.js';
import { toolMeasures } from './tool-measures.js';

const MS = 1_000;
/** Of runs beyond so many at once, and of those that started before the process did, less is measured. */
const KNOWN_RUNS = 10_000;

export interface RunMeasuresOptions {
  /** Whether traces are sent to somebody: then measures name the spans that show them. */
  readonly sendsTraces: boolean;
}

/** What each event says that can be counted or measured. Wants every event once, and each run's in order. */
export function runMeasures({ sendsTraces }: RunMeasuresOptions): (event: RunEvent) => readonly Measure[] {
  const runs = new LRUCache<RunId, KnownRun>({ max: KNOWN_RUNS });
  return (event) => {
    if (event.type === 'RunStarted') runs.set(event.runId, knownRun(event, sendsTraces));
    return measuresOf<EventType>(event, runs.get(event.runId));
  };
}

type Measures<T extends EventType> = (event: EventOf<T>, run: KnownRun | undefined) => readonly Measure[];

const MEASURES: { readonly [T in EventType]?: Measures<T> } = {
  RunStarted: (_event, run) => [{ metric: 'parley.run.started', value: 1, attributes: architectureOf(run) }],
  TurnRequested: ({ time, data: { turnId } }, run) => {
    run?.requestedAt.set(turnId, time);
    return [];
  },
  TurnAnswered: (event, run) => {
    run?.calls.set(event.data.turnId, event.data.answer.calls);
    return callMeasures(event, run);
  },
  TurnRecorded: turnMeasures,
  TurnFailed: turnMeasures,
  TurnDiscarded: turnMeasures,
  ToolCallRecorded: ({ runId, data: { turnId, outcome, late } }, run) =>
    toolMeasures(
      { runId, turnId, calls: run?.calls.get(turnId), outcomes: [outcome] },
      late === true ? undefined : run,
    ),
  MessageSent: ({ data: { kind } }) => [
    { metric: 'parley.message.sent', value: 1, attributes: { 'parley.message.kind': kind } },
  ],
  RunCompleted: endMeasures,
  RunFailed: endMeasures,
  RunCancelled: endMeasures,
};

const measuresOf = <T extends EventType>(event: EventOf<T>, run: KnownRun | undefined): readonly Measure[] =>
  MEASURES[event.type]?.(event, run) ?? [];

const TURN_OUTCOMES = { TurnRecorded: 'recorded', TurnFailed: 'failed', TurnDiscarded: 'discarded' } as const;

function turnMeasures(
  event: Exclude<CallEvent, EventOf<'TurnAnswered'>>,
  run: KnownRun | undefined,
): readonly Measure[] {
  const error = event.type === 'TurnFailed' ? { 'error.type': event.data.error.code } : {};
  const ended = { 'parley.turn.outcome': TURN_OUTCOMES[event.type], ...error };
  const measures: readonly Measure[] = [
    { metric: 'parley.turn.ended', value: 1, attributes: ended },
    ...callMeasures(event, run),
    ...(event.type === 'TurnRecorded' ? readMeasures(event, run) : []),
  ];
  if (event.type !== 'TurnDiscarded') forgetTurn(event, run);
  return measures;
}

/** Of the calls that were made with the model call. */
function readMeasures({ runId, data }: EventOf<'TurnRecorded'>, run: KnownRun | undefined): readonly Measure[] {
  const { turnId, answer, outcomes = [] } = data;
  return 'answeredAt' in answer ? [] : toolMeasures({ runId, turnId, calls: answer.calls, outcomes }, run);
}

function forgetTurn({ data: { turnId } }: CallEvent, run: KnownRun | undefined): void {
  run?.requestedAt.delete(turnId);
  run?.calls.delete(turnId);
}

const RUN_OUTCOMES = { RunCompleted: 'completed', RunFailed: 'failed', RunCancelled: 'cancelled' } as const;

type RunEnd = { readonly [T in TerminalType]: EventOf<T> }[TerminalType];

function endMeasures(event: RunEnd, run: KnownRun | undefined): readonly Measure[] {
  const attributes = { ...architectureOf(run), 'parley.run.outcome': RUN_OUTCOMES[event.type] };
  const error = event.type === 'RunFailed' ? { 'error.type': event.data.code } : {};
  return [
    { metric: 'parley.run.ended', value: 1, attributes: { ...attributes, ...error } },
    ...(run === undefined ? [] : durationMeasures(event, run, attributes)),
  ];
}

function durationMeasures(event: RunEnd, run: KnownRun, attributes: Measure['attributes']): readonly Measure[] {
  const value = (event.time - run.startedAt) / MS;
  const span = endedRunSpan(event.runId, run, event.type === 'RunFailed');
  return shownBy(span, [{ metric: 'parley.run.duration', value, attributes }]);
}
