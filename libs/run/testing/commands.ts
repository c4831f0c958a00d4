import {
  asCommandId,
  COMMAND_SCHEMAS,
  type Answer,
  type CallOutcome,
  type CallReport,
  type CommandData,
  type CommandType,
  type ControlFact,
  type Decision,
  type Defect,
  type RunCommand,
  type RunId,
  type TurnError,
} from '#events';
import { answerOf, outcomeOf, reportOf } from './results.js';
import { RUN_ID, startRunData, type StartOptions } from './start-run-data.js';

/** A command to be, checked against its schema. What is not said of its envelope, the scenario fills in. */
export type Draft = {
  readonly [T in CommandType]: { readonly type: T; readonly data: CommandData<T> };
}[CommandType] & {
  /** Record time; a second after the command before it by default. */
  readonly at?: number;
  /** Commands of one number are one command that stands in the log several times. */
  readonly number?: number;
  readonly actor?: string;
  readonly traceparent?: string;
};

export const startRun = (options: StartOptions = {}): Draft => ({ type: 'StartRun', data: startRunData(options) });

interface AttemptOptions {
  readonly attempt?: number;
  readonly report?: Partial<CallReport>;
}

export const recordTurn = (
  turnId: string,
  options: AttemptOptions & {
    readonly answer?: Answer;
    readonly outcomes?: readonly CallOutcome[];
    readonly controls?: readonly ControlFact[];
    readonly defect?: Defect;
  } = {},
): Draft => {
  const { attempt = 1, answer = answerOf('Hm.'), outcomes = [], controls = [], defect, report } = options;
  const data = { turnId, attempt, answer, outcomes, controls, defect, report: reportOf(report) };
  return { type: 'RecordTurn', data: COMMAND_SCHEMAS.RecordTurn.parse(data) };
};

export const recordAnswer = (turnId: string, answer: Answer, options: AttemptOptions = {}): Draft => {
  const { attempt = 1, report } = options;
  const data = { turnId, attempt, answer, controls: [], report: reportOf(report) };
  return { type: 'RecordAnswer', data: COMMAND_SCHEMAS.RecordAnswer.parse(data) };
};

/** By default an overloaded server, which may be asked again, and no report. */
export const failTurn = (
  turnId: string,
  options: AttemptOptions & { readonly error?: Partial<TurnError> } = {},
): Draft => {
  const { attempt = 1, error, report } = options;
  const whole = { code: 'overloaded', message: 'too much to do', retryable: true, ...error };
  const data = { turnId, attempt, error: whole, report: report && reportOf(report) };
  return { type: 'FailTurn', data: COMMAND_SCHEMAS.FailTurn.parse(data) };
};

const turnOfCall = (callId: string): string => callId.slice(0, callId.lastIndexOf('.'));

export const startToolCall = (callId: string, claim: string): Draft => ({
  type: 'StartToolCall',
  data: COMMAND_SCHEMAS.StartToolCall.parse({ turnId: turnOfCall(callId), callId, claim, worker: 'worker-a' }),
});

export const recordToolResult = (
  callId: string,
  { claim, outcome }: { readonly claim?: string; readonly outcome?: Partial<CallOutcome> } = {},
): Draft => {
  const index = Number(callId.slice(callId.lastIndexOf('.') + 1));
  const data = { turnId: turnOfCall(callId), callId, claim, outcome: outcomeOf(index, outcome) };
  return { type: 'RecordToolResult', data: COMMAND_SCHEMAS.RecordToolResult.parse(data) };
};

export const doubtToolCall = (callId: string, claim: string): Draft => ({
  type: 'DoubtToolCall',
  data: COMMAND_SCHEMAS.DoubtToolCall.parse({ turnId: turnOfCall(callId), callId, claim }),
});

/** Fired when it is due. */
export const fireTimer = (timerId: string, dueAt: number): Draft => ({
  type: 'FireTimer',
  data: { timerId, dueAt },
  at: dueAt,
});

export const cancelRun = (reason?: string): Draft => ({ type: 'CancelRun', data: reasoned(reason) });
export const pauseRun = (reason?: string): Draft => ({ type: 'PauseRun', data: reasoned(reason) });
export const resumeRun = (): Draft => ({ type: 'ResumeRun', data: {} });

const reasoned = (reason: string | undefined) => (reason === undefined ? {} : { reason });

export const resolveApproval = (
  approvalId: string,
  decision: Decision,
  said: { readonly result?: string; readonly reason?: string } = {},
): Draft => ({
  type: 'ResolveApproval',
  data: COMMAND_SCHEMAS.ResolveApproval.parse({ approvalId, decision, ...said }),
});

export const gradeRun = (grader = 'exact', version = '1'): Draft => ({
  type: 'GradeRun',
  data: { grader, version, passed: true, anyPassed: true, score: 1, perAnswer: [] },
});

/** The command as it stands in the log. */
export function commandOf(drafted: Draft, fallback: { readonly number: number; readonly runId?: RunId }): RunCommand {
  const { at: _recordTime, number = fallback.number, ...rest } = drafted;
  const id = asCommandId(`01920000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`);
  return { ...rest, runId: fallback.runId ?? RUN_ID, tenant: 'default', source: '/parley/test', time: 0, id };
}
