import type { EventOf, EventType, RunEvent } from '#events';
import { withId } from './command-ids.js';
import { approvalRequested, approvalResolved } from './evolve/approvals.js';
import { endedRun, callRecordedLate, runGraded } from './evolve/ended.js';
import { messageSent, voteTallied } from './evolve/messages.js';
import { runPaused, runResumed } from './evolve/pauses.js';
import { toolCallRecorded, toolCallStarted, turnAnswered, turnResumed } from './evolve/tool-calls.js';
import { turnDiscarded } from './evolve/turn-discarded.js';
import { turnFailed, turnRecorded } from './evolve/turn-ends.js';
import { turnRequested } from './evolve/turn-requested.js';
import { startedRun } from './started.js';
import type { EndedRun, LiveRun, RunState } from './state.js';

/**
 * The state after an event, which has to be the run's next one: `fold` holds that. Total: an event that this state
 * cannot have led to changes nothing but the position.
 */
export function evolve(state: RunState, event: RunEvent): RunState {
  switch (state.status) {
    case 'none':
      return firstState(event);
    case 'rejected':
      return { ...state, ...headOf(event) };
    case 'running':
    case 'paused':
      return evolveLive({ ...state, ...headOf(event), heard: heardWith(state, event) }, event);
    case 'completed':
    case 'failed':
    case 'cancelled':
      return evolveEnded({ ...state, ...headOf(event), heard: heardWith(state, event) }, event);
  }
}

const headOf = ({ sequence, time }: RunEvent) => ({ sequence, time });

function firstState(event: RunEvent): RunState {
  if (event.type === 'RunStarted') return startedRun(event);
  return { status: event.type === 'CommandRejected' ? 'rejected' : 'none', ...headOf(event) };
}

/** Events whose command could have the same effect again: the state alone would not refuse its repetition. */
const REPEATABLE: ReadonlySet<EventType> = new Set([
  'TurnAnswered',
  'TurnRecorded',
  'TurnFailed',
  'TurnDiscarded',
  'ApprovalResolved',
  'RunPaused',
  'RunResumed',
  'CommandRejected',
] as const);

const heardWith = ({ heard }: LiveRun | EndedRun, { type, causationId }: RunEvent) =>
  REPEATABLE.has(type) ? withId(heard, causationId) : heard;

type Evolve<T extends EventType> = (state: LiveRun, event: EventOf<T>) => LiveRun | EndedRun;

const unchanged = (state: LiveRun): LiveRun => state;

const LIVE: { readonly [T in EventType]: Evolve<T> } = {
  RunStarted: unchanged,
  TurnRequested: turnRequested,
  TurnAnswered: turnAnswered,
  ToolCallStarted: toolCallStarted,
  ToolCallRecorded: toolCallRecorded,
  TurnRecorded: turnRecorded,
  TurnFailed: turnFailed,
  TurnDiscarded: turnDiscarded,
  TurnResumed: turnResumed,
  MessageSent: messageSent,
  VoteTallied: voteTallied,
  ApprovalRequested: approvalRequested,
  ApprovalResolved: approvalResolved,
  RunPaused: runPaused,
  RunResumed: runResumed,
  RunCompleted: (state) => endedRun(state, 'completed'),
  RunFailed: (state) => endedRun(state, 'failed'),
  RunCancelled: (state) => endedRun(state, 'cancelled'),
  RunGraded: unchanged,
  CommandRejected: unchanged,
};

const evolveLive = <T extends EventType>(state: LiveRun, event: EventOf<T>): RunState => LIVE[event.type](state, event);

function evolveEnded(state: EndedRun, event: RunEvent): EndedRun {
  if (event.type === 'ToolCallRecorded') return callRecordedLate(state, event);
  return event.type === 'RunGraded' ? runGraded(state, event) : state;
}
