import type { EventOf, EventType, RunEvent, RunId } from '#events';
import { approvalRequested, approvalResolved } from './approval-changes.js';
import type { Change } from './change.js';
import {
  commandRejected,
  runCancelled,
  runCompleted,
  runFailed,
  runGraded,
  runPaused,
  runResumed,
  runStarted,
} from './run-changes.js';
import {
  messageSent,
  toolCallRecorded,
  turnAnswered,
  turnDiscarded,
  turnFailed,
  turnRecorded,
  turnRequested,
} from './turn-changes.js';

/** Name of the projection of run events to these rows: its group on the log and its checkpoint in the store. */
export const RUNS_PROJECTION = 'projector';
/** As well, of what was said of runs. */
export const DIAGNOSES_PROJECTION = 'diagnoses';

const nothing = (): readonly Change[] => [];

const CHANGES: { readonly [T in EventType]: (event: EventOf<T>) => readonly Change[] } = {
  RunStarted: runStarted,
  TurnRequested: turnRequested,
  TurnAnswered: turnAnswered,
  ToolCallStarted: nothing,
  ToolCallRecorded: toolCallRecorded,
  TurnRecorded: turnRecorded,
  TurnFailed: turnFailed,
  TurnDiscarded: turnDiscarded,
  TurnResumed: nothing,
  MessageSent: messageSent,
  VoteTallied: nothing,
  ApprovalRequested: approvalRequested,
  ApprovalResolved: approvalResolved,
  RunPaused: runPaused,
  RunResumed: runResumed,
  RunCompleted: runCompleted,
  RunFailed: runFailed,
  RunCancelled: runCancelled,
  RunGraded: runGraded,
  CommandRejected: commandRejected,
};

const changesFor = <T extends EventType>(event: EventOf<T>): readonly Change[] => CHANGES[event.type](event);

/** Everything that one event changes. A run's events are given in order, each once. */
export function changesOf(event: RunEvent): readonly Change[] {
  const { runId, sequence, time } = event;
  return [...changesFor<EventType>(event), { change: 'run', runId, set: { sequence, updatedAt: time } }];
}

/** An event of this run cannot be read: what its rows say is incomplete from here on. */
export const changesOfUnreadable = (runId: RunId): readonly Change[] => [{ change: 'run', runId, set: { parked: 1 } }];
