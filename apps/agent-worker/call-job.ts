import { agentOfTurn, type CallOutcome, type RunEvent, type TurnId } from '#events';
import type { OutgoingRecord } from '#event-log';
import { makeCall } from './calls.js';
import { commandOf } from './commands.js';
import { Contents } from './contents.js';
import type { WorkerDependencies } from './dependencies.js';
import { nextAction, type Action } from './next-action.js';
import type { OwnCalls } from './own-calls.js';
import { agentOf, startedOf } from './requests.js';

/** An event after which something may be left to do for a turn whose model has answered. */
export type Trigger = Extract<
  RunEvent,
  { readonly type: 'TurnAnswered' | 'ToolCallStarted' | 'ToolCallRecorded' | 'TurnResumed' }
>;

/** Does what is next for a turn whose model has answered: one call, or one question. */
export async function advanceTurn(
  dependencies: WorkerDependencies,
  own: OwnCalls,
  cause: Trigger,
  { events, signal }: { readonly events: readonly RunEvent[]; readonly signal: AbortSignal },
): Promise<readonly OutgoingRecord[]> {
  const { turnId } = cause.data;
  const action = nextAction(events, turnId, (claim) => own.isMine(cause.runId, claim));
  switch (action.action) {
    case 'none':
      return [];
    case 'claim': {
      const { callId } = action;
      const claim = own.claim(cause.runId, dependencies.workerId);
      return [commandOf('StartToolCall', cause, { turnId, callId, claim, worker: dependencies.workerId })];
    }
    case 'doubt':
      return [commandOf('DoubtToolCall', cause, { turnId, callId: action.callId, claim: action.claim })];
    case 'act':
      if (action.claim !== undefined && !own.use(cause.runId, action.claim)) return [];
      return [await act(dependencies, cause, action, { events, signal, turnId })];
  }
}

type Act = Extract<Action, { readonly action: 'act' }>;

async function act(
  dependencies: WorkerDependencies,
  cause: RunEvent,
  due: Act,
  scope: { readonly events: readonly RunEvent[]; readonly signal: AbortSignal; readonly turnId: TurnId },
): Promise<OutgoingRecord> {
  const { callId, claim } = due;
  const { turnId } = scope;
  const outcome = await outcomeOf(dependencies, cause, due, scope);
  if (claim === undefined) return commandOf('RecordToolResult', cause, { turnId, callId, outcome });
  // It may have happened: only a person can know.
  const inDoubt = outcome.status === 'timed_out';
  return inDoubt
    ? commandOf('DoubtToolCall', cause, { turnId, callId, claim })
    : commandOf('RecordToolResult', cause, { turnId, callId, claim, outcome });
}

async function outcomeOf(
  dependencies: WorkerDependencies,
  { runId }: RunEvent,
  { callId, call, index }: Act,
  { events, signal, turnId }: Parameters<typeof act>[3],
): Promise<CallOutcome> {
  const started = startedOf(events);
  const agent = agentOf(started, agentOfTurn(turnId));
  const contents = new Contents(dependencies.blobs, runId, started.erasable);
  dependencies.reached?.('worker:call-started');
  const outcome = await makeCall(dependencies, { runId, started, agent, contents, signal }, { call, callId, index });
  dependencies.reached?.('worker:call-made');
  return outcome;
}
