import { agentOfTurn, type CallId, type RunEvent, type TurnId } from '#events';
import type { OutgoingRecord } from '#event-log';
import { randomUUID } from 'node:crypto';

import { makeCall } from './calls.js';
import { commandOf } from './commands.js';
import { Contents } from './contents.js';
import type { WorkerDependencies } from './dependencies.js';
import { nextAction, type Action } from './next-action.js';
import { startedOf } from './requests.js';

/** An event after which something may be left to do for a turn whose model has answered. */
export type Trigger = Extract<
  RunEvent,
  { readonly type: 'TurnAnswered' | 'ToolCallStarted' | 'ToolCallRecorded' | 'TurnResumed' }
>;

/** What this process has claimed and done: a claim that is not here is a stranger's. */
export class OwnCalls {
  private readonly claims = new Set<string>();
  private readonly acted = new Set<CallId>();

  claim(workerId: string): string {
    const claim = `${workerId}:${randomUUID()}`;
    this.claims.add(claim);
    return claim;
  }
  isMine(claim: string): boolean {
    return this.claims.has(claim);
  }
  /** True the first time only: a call that was made, and whose result is on its way, is not made again. */
  begin(callId: CallId, claim: string | undefined): boolean {
    if (this.acted.has(callId)) return false;
    this.acted.add(callId);
    if (claim !== undefined) this.claims.delete(claim);
    return true;
  }
  /** A person has said that it did not happen: it may be made again, under a new claim. */
  forget(callId: CallId): void {
    this.acted.delete(callId);
  }
}

/** Does what is next for a turn whose model has answered: one call, or one question. */
export async function advanceTurn(
  dependencies: WorkerDependencies,
  own: OwnCalls,
  cause: Trigger,
  { events, signal }: { readonly events: readonly RunEvent[]; readonly signal: AbortSignal },
): Promise<readonly OutgoingRecord[]> {
  const { turnId } = cause.data;
  if (cause.type === 'TurnResumed') own.forget(cause.data.callId);
  const action = nextAction(events, turnId, (claim) => own.isMine(claim));
  switch (action.action) {
    case 'none':
      return [];
    case 'claim': {
      const { callId } = action;
      const claim = own.claim(dependencies.workerId);
      return [commandOf('StartToolCall', cause, { turnId, callId, claim, worker: dependencies.workerId })];
    }
    case 'doubt':
      return [commandOf('DoubtToolCall', cause, { turnId, callId: action.callId, claim: action.claim })];
    case 'act':
      if (!own.begin(action.callId, action.claim)) return [];
      return [await act(dependencies, cause, action, { events, signal, turnId })];
  }
}

type Act = Extract<Action, { readonly action: 'act' }>;

async function act(
  dependencies: WorkerDependencies,
  cause: RunEvent,
  { callId, call, index, claim }: Act,
  scope: { readonly events: readonly RunEvent[]; readonly signal: AbortSignal; readonly turnId: TurnId },
): Promise<OutgoingRecord> {
  const started = startedOf(scope.events);
  const agent = started.system.agents.find(({ agentId }) => agentId === agentOfTurn(scope.turnId));
  const available = agent?.tools ?? [];
  const contents = new Contents(dependencies.blobs, cause.runId, started.erasable);
  const toolNamed = (name: string) => (available.includes(name) ? dependencies.toolNamed(name) : undefined);
  const { blobs, now } = dependencies;
  const callScope = { runId: cause.runId, started, blobs, contents, now, toolNamed, available, signal: scope.signal };
  dependencies.reached?.('worker:call-started');
  const outcome = await makeCall(callScope, call, callId, index);
  dependencies.reached?.('worker:call-made');
  if (claim !== undefined && outcome.status === 'timed_out') {
    // It may have happened: only a person can know.
    return commandOf('DoubtToolCall', cause, { turnId: scope.turnId, callId, claim });
  }
  const claimed = claim === undefined ? {} : { claim };
  return commandOf('RecordToolResult', cause, { turnId: scope.turnId, callId, ...claimed, outcome });
}
