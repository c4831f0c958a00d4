import type { CommandOf, CommandType, RunCommand, RunEvent } from '#events';
import { cancelRun } from './commands/cancel-run.js';
import { doubtToolCall } from './commands/doubt-tool-call.js';
import { failTurn } from './commands/fail-turn.js';
import { fireTimer } from './commands/fire-timer.js';
import { gradeRun } from './commands/grade-run.js';
import { pauseRun } from './commands/pause-run.js';
import { recordAnswer } from './commands/record-answer.js';
import { recordToolResult } from './commands/record-tool-result.js';
import { recordTurn } from './commands/record-turn.js';
import { resolveApproval } from './commands/resolve-approval.js';
import { resumeRun } from './commands/resume-run.js';
import { startRun } from './commands/start-run.js';
import { startToolCall } from './commands/start-tool-call.js';
import { decisionOn, type CommandRule, type Decision } from './decision.js';
import type { EndedRun, LiveRun, RunState } from './state.js';

/** What a command leads to, and the state after it. */
export interface Step {
  readonly events: readonly RunEvent[];
  readonly state: RunState;
}

/**
 * The events that a command leads to, none where it changes nothing; the same bytes for the same state, command and
 * time. `at` is the command's record time in the log, epoch milliseconds.
 */
export const decide = (state: RunState, command: RunCommand, at: number): readonly RunEvent[] =>
  step(state, command, at).events;

/** As `decide`, with the state that its events lead to. */
export function step(state: RunState, command: RunCommand, at: number): Step {
  const decision = decisionOn(state, command, at);
  apply(decision, command);
  return { events: decision.events, state: decision.state };
}

function apply(decision: Decision, command: RunCommand): void {
  const { state } = decision;
  switch (state.status) {
    case 'none':
      if (command.type === 'StartRun') startRun(decision, command);
      return;
    case 'rejected':
      return;
    case 'running':
    case 'paused': {
      applyLive(decision, state, command);
      return;
    }
    case 'completed':
    case 'failed':
    case 'cancelled': {
      applyEnded(decision, state, command);
      return;
    }
  }
}

/** A run starts once; its StartRun says nothing new later. */
const started: CommandRule<'StartRun'> = { live: () => undefined };

const RULES: { readonly [T in CommandType]: CommandRule<T> } = {
  StartRun: started,
  RecordTurn: recordTurn,
  RecordAnswer: recordAnswer,
  StartToolCall: startToolCall,
  RecordToolResult: recordToolResult,
  DoubtToolCall: doubtToolCall,
  FailTurn: failTurn,
  FireTimer: fireTimer,
  CancelRun: cancelRun,
  PauseRun: pauseRun,
  ResumeRun: resumeRun,
  ResolveApproval: resolveApproval,
  GradeRun: gradeRun,
};

function applyLive<T extends CommandType>(decision: Decision, state: LiveRun, command: CommandOf<T>): void {
  RULES[command.type].live(decision, state, command);
}

function applyEnded<T extends CommandType>(decision: Decision, state: EndedRun, command: CommandOf<T>): void {
  RULES[command.type].ended?.(decision, state, command);
}
