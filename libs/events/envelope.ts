import type { z } from 'zod';
import {
  CancelRunSchema,
  DoubtToolCallSchema,
  FailTurnSchema,
  FireTimerSchema,
  GradeRunSchema,
  PauseRunSchema,
  RecordAnswerSchema,
  RecordToolResultSchema,
  RecordTurnSchema,
  ResolveApprovalSchema,
  ResumeRunSchema,
  StartRunSchema,
  StartToolCallSchema,
} from './commands.js';
import type { CommandId, RunId } from './identifiers.js';
import { RunDiagnosedSchema, type RunDiagnosed } from './run-diagnosis.js';
import {
  CommandRejectedSchema,
  RunCancelledSchema,
  RunCompletedSchema,
  RunFailedSchema,
  RunGradedSchema,
  RunPausedSchema,
  RunResumedSchema,
  RunStartedSchema,
} from './run-events.js';
import {
  ApprovalRequestedSchema,
  ApprovalResolvedSchema,
  MessageSentSchema,
  ToolCallRecordedSchema,
  ToolCallStartedSchema,
  TurnAnsweredSchema,
  TurnDiscardedSchema,
  TurnFailedSchema,
  TurnRecordedSchema,
  TurnRequestedSchema,
  TurnResumedSchema,
  VoteTalliedSchema,
} from './turn-events.js';

/** Every type of event with the schema of its data. On the wire a type reads `parley.<kebab-name>.v1`. */
export const EVENT_SCHEMAS = {
  RunStarted: RunStartedSchema,
  TurnRequested: TurnRequestedSchema,
  TurnAnswered: TurnAnsweredSchema,
  ToolCallStarted: ToolCallStartedSchema,
  ToolCallRecorded: ToolCallRecordedSchema,
  TurnRecorded: TurnRecordedSchema,
  TurnFailed: TurnFailedSchema,
  TurnDiscarded: TurnDiscardedSchema,
  TurnResumed: TurnResumedSchema,
  MessageSent: MessageSentSchema,
  VoteTallied: VoteTalliedSchema,
  ApprovalRequested: ApprovalRequestedSchema,
  ApprovalResolved: ApprovalResolvedSchema,
  RunPaused: RunPausedSchema,
  RunResumed: RunResumedSchema,
  RunCompleted: RunCompletedSchema,
  RunFailed: RunFailedSchema,
  RunCancelled: RunCancelledSchema,
  RunGraded: RunGradedSchema,
  CommandRejected: CommandRejectedSchema,
} as const;

/** Every type of command with the schema of its data. */
export const COMMAND_SCHEMAS = {
  StartRun: StartRunSchema,
  RecordTurn: RecordTurnSchema,
  RecordAnswer: RecordAnswerSchema,
  StartToolCall: StartToolCallSchema,
  RecordToolResult: RecordToolResultSchema,
  DoubtToolCall: DoubtToolCallSchema,
  FailTurn: FailTurnSchema,
  FireTimer: FireTimerSchema,
  CancelRun: CancelRunSchema,
  PauseRun: PauseRunSchema,
  ResumeRun: ResumeRunSchema,
  ResolveApproval: ResolveApprovalSchema,
  GradeRun: GradeRunSchema,
} as const;

/** What the classifier writes, with the schema of its data. */
export const DIAGNOSIS_SCHEMAS = { RunDiagnosed: RunDiagnosedSchema } as const;

export type EventType = keyof typeof EVENT_SCHEMAS;
export type CommandType = keyof typeof COMMAND_SCHEMAS;
export type MessageType = EventType | CommandType | RunDiagnosis['type'];
export type EventData<T extends EventType> = Readonly<z.infer<(typeof EVENT_SCHEMAS)[T]>>;
export type CommandData<T extends CommandType> = Readonly<z.infer<(typeof COMMAND_SCHEMAS)[T]>>;

/** What events and commands have in common. `time` is epoch milliseconds; `traceparent` is the origin's (W3C). */
interface Envelope {
  readonly runId: RunId;
  readonly tenant: string;
  readonly source: string;
  readonly time: number;
  readonly actor?: string;
  readonly traceparent?: string;
}

/** An event; its id is `runId:sequence`. `correlationId` (comparison or run id) is left out where it is the run id. */
export interface EventOf<T extends EventType> extends Envelope {
  readonly type: T;
  readonly sequence: number;
  readonly causationId: CommandId;
  readonly correlationId?: string;
  readonly data: EventData<T>;
}

/** A command; `id` is a UUIDv7, `time` the sender's clock: the log's append time is what decides. */
export interface CommandOf<T extends CommandType> extends Envelope {
  readonly type: T;
  readonly id: CommandId;
  readonly causationId?: string;
  readonly data: CommandData<T>;
}

/** A verdict on a run: no event of its stream. `id` is `runId:version:upTo`, `causationId` the event that it answers. */
export interface RunDiagnosis extends Envelope {
  readonly type: keyof typeof DIAGNOSIS_SCHEMAS;
  readonly id: string;
  readonly causationId: string;
  readonly data: RunDiagnosed;
}

export type RunEvent = { [T in EventType]: EventOf<T> }[EventType];
export type RunCommand = { [T in CommandType]: CommandOf<T> }[CommandType];

export const isEventType = (type: string): type is EventType => Object.hasOwn(EVENT_SCHEMAS, type);
export const isCommandType = (type: string): type is CommandType => Object.hasOwn(COMMAND_SCHEMAS, type);
export type RunMessage = RunEvent | RunCommand | RunDiagnosis;

export const isDiagnosisType = (type: string): type is RunDiagnosis['type'] => Object.hasOwn(DIAGNOSIS_SCHEMAS, type);
export const isEvent = (message: RunMessage): message is RunEvent => 'sequence' in message;

export const eventIdOf = (event: Pick<RunEvent, 'runId' | 'sequence'>): string => `${event.runId}:${event.sequence}`;

export const diagnosisIdOf = (runId: RunId, { version, upTo }: Pick<RunDiagnosed, 'version' | 'upTo'>): string =>
  `${runId}:${version}:${upTo}`;

/** Events after which a run has ended. */
export const TERMINAL_TYPES = ['RunCompleted', 'RunFailed', 'RunCancelled'] as const satisfies readonly EventType[];
export type TerminalType = (typeof TERMINAL_TYPES)[number];
export const isTerminal = (event: RunEvent): event is Extract<RunEvent, { readonly type: TerminalType }> =>
  event.type === 'RunCompleted' || event.type === 'RunFailed' || event.type === 'RunCancelled';
