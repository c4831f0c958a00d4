import { agentOfTurn, type RunEvent, type TurnId } from '#events';
import type { Held, OutgoingRecord } from '#event-log';
import { toolsOf } from './agent-tools.js';
import { makeCall, type CallScope, type MadeCall } from './calls.js';
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

interface CallJobScope {
  readonly events: readonly RunEvent[];
  readonly signal: AbortSignal;
  readonly held: Held;
}

/** Does what is next for a turn whose model has answered: one call, or one question. */
export async function advanceTurn(
  dependencies: WorkerDependencies,
  own: OwnCalls,
  cause: Trigger,
  { events, signal, held }: CallJobScope,
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
    case 'act': {
      const { claim } = action;
      if (claim === undefined) return [await act(dependencies, cause, action, { events, signal, turnId })];
      if (!own.isUnused(cause.runId, claim)) return [];
      const ready = async (): Promise<void> => {
        await held();
        own.use(cause.runId, claim);
      };
      return [await act(dependencies, cause, action, { events, signal, turnId, ready })];
    }
  }
}

type Act = Extract<Action, { readonly action: 'act' }>;
interface ActScope extends Pick<CallScope, 'signal' | 'ready'> {
  readonly events: readonly RunEvent[];
  readonly turnId: TurnId;
}

async function act(
  dependencies: WorkerDependencies,
  cause: RunEvent,
  due: Act,
  scope: ActScope,
): Promise<OutgoingRecord> {
  const { callId, claim } = due;
  const { turnId } = scope;
  const { outcome, inDoubt } = await madeCall(dependencies, cause, due, scope);
  if (claim === undefined) return commandOf('RecordToolResult', cause, { turnId, callId, outcome });
  // It may have happened: only a person can know.
  return inDoubt
    ? commandOf('DoubtToolCall', cause, { turnId, callId, claim })
    : commandOf('RecordToolResult', cause, { turnId, callId, claim, outcome });
}

async function madeCall(
  dependencies: WorkerDependencies,
  { runId }: RunEvent,
  due: Act,
  { events, turnId, ...scope }: ActScope,
): Promise<MadeCall> {
  const started = startedOf(events);
  const tools = await toolsOf(agentOf(started, agentOfTurn(turnId)), started, { runId, blobs: dependencies.blobs });
  const contents = new Contents(dependencies.blobs, runId, started.erasable);
  dependencies.reached?.('worker:call-started');
  const made = await settledCall(dependencies, { runId, started, tools, contents, ...scope }, due);
  dependencies.reached?.('worker:call-made');
  return made;
}

/** What may be repeated and whose answer was lost is asked again, so often: with the same key it happens once. */
const REPEATS = 2;

async function settledCall(
  dependencies: WorkerDependencies,
  scope: CallScope,
  due: Act,
  repeats = due.claim === undefined ? REPEATS : 0,
): Promise<MadeCall> {
  const made = await makeCall(dependencies, scope, due);
  return made.inDoubt && repeats > 0 ? settledCall(dependencies, scope, due, repeats - 1) : made;
}
