import type { EventOf, EventType, RunEvent } from '#events';
import type { ContentSettings } from './content-settings.js';
import { messageSent } from './fold-messages.js';
import { runEnded, runPaused, runResumed } from './fold-run.js';
import { approvalRequested, approvalResolved, toolCallRecorded, toolCallStarted } from './fold-tools.js';
import { turnAnswered, turnDiscarded, turnFailed, turnRecorded, turnRequested } from './fold-turns.js';
import { gradingSpan, voteSpan } from './moment-spans.js';
import { openTrace, type OpenTrace } from './open-trace.js';
import type { SpanData } from './span-data.js';

export interface SpanOptions {
  /** Without it nothing that was said stands on spans. */
  readonly content?: ContentSettings;
}

/**
 * Turns the events of one run into its spans, event by event, in memory that what is open takes. What it has read before
 * changes nothing, so a new one that is fed the same events from the first goes on where another has stopped.
 */
export interface SpanFold {
  /** The spans that this event, the run's next one, has ended; a parent comes after the children that it outlives. */
  read(event: RunEvent): readonly SpanData[];
}

type Read<T extends EventType> = (trace: OpenTrace, event: EventOf<T>) => readonly SpanData[];

const nothing = (): readonly SpanData[] => [];

const READS: { readonly [T in EventType]: Read<T> } = {
  RunStarted: nothing,
  TurnRequested: turnRequested,
  TurnAnswered: turnAnswered,
  ToolCallStarted: toolCallStarted,
  ToolCallRecorded: toolCallRecorded,
  TurnRecorded: turnRecorded,
  TurnFailed: turnFailed,
  TurnDiscarded: turnDiscarded,
  TurnResumed: nothing,
  MessageSent: messageSent,
  VoteTallied: (trace, event) => [voteSpan(trace, event)],
  ApprovalRequested: approvalRequested,
  ApprovalResolved: approvalResolved,
  RunPaused: runPaused,
  RunResumed: runResumed,
  RunCompleted: runEnded,
  RunFailed: runEnded,
  RunCancelled: runEnded,
  RunGraded: (trace, event) => [gradingSpan(trace, event)],
  CommandRejected: nothing,
};

const read = <T extends EventType>(trace: OpenTrace, event: EventOf<T>): readonly SpanData[] =>
  READS[event.type](trace, event);

/** Takes the run's next event into its open trace, and gives the spans that have ended with it. */
export const readEvent = (trace: OpenTrace, event: RunEvent): readonly SpanData[] => read<EventType>(trace, event);

export function spanFold({ content }: SpanOptions = {}): SpanFold {
  let trace: OpenTrace | undefined;
  let sequence = 0;
  return {
    read(event) {
      if (event.sequence <= sequence) return [];
      sequence = event.sequence;
      if (event.type === 'RunStarted') trace ??= openTrace(event, content);
      return trace === undefined ? [] : readEvent(trace, event);
    },
  };
}

/**
 * The spans of a run, or of any first part of it, in the order in which they have ended: the same events give the same
 * spans. Empty for a run that never started.
 */
export function spansOf(events: readonly RunEvent[], options: SpanOptions = {}): readonly SpanData[] {
  const fold = spanFold(options);
  return events.flatMap((event) => fold.read(event));
}
