import type { CommandOf, CommandType, EventData, EventType, RejectionCode, RunCommand, RunEvent } from '#events';
import { hasId } from './command-ids.js';
import { evolve } from './evolve.js';
import { originOf } from './started.js';
import type { EndedRun, LiveRun, RunningRun, RunState } from './state.js';

const SOURCE = '/parley/orchestrator';

/** What a command leads to, in the making: each event is evolved before the next is decided. */
export interface Decision {
  state: RunState;
  readonly events: RunEvent[];
  readonly command: RunCommand;
  /** Of every event: the previous event's time or the command's record time, whichever is later. */
  readonly time: number;
  readonly envelope: Envelope;
}

type Envelope = Omit<RunEvent, 'type' | 'data' | 'sequence'>;

/** An event without its envelope; `data` is built in schema key order. */
type Fact = { readonly [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

/** How a command is decided while its run is open and, where anything can still follow, after its end. */
export interface CommandRule<T extends CommandType> {
  live(decision: Decision, state: LiveRun, command: CommandOf<T>): void;
  ended?(decision: Decision, state: EndedRun, command: CommandOf<T>): void;
}

export function decisionOn(state: RunState, command: RunCommand, at: number): Decision {
  const time = Math.max(state.time, at);
  return { state, events: [], command, time, envelope: envelopeOf(state, command, time) };
}

function envelopeOf(state: RunState, command: RunCommand, time: number): Envelope {
  const { tenant, correlationId, traceparent } = 'origin' in state ? state.origin : originOfStart(command);
  return {
    runId: command.runId,
    tenant,
    source: SOURCE,
    time,
    causationId: command.id,
    ...(command.actor === undefined ? {} : { actor: command.actor }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

function originOfStart(command: RunCommand) {
  const comparisonId = command.type === 'StartRun' ? command.data.comparisonId : undefined;
  return originOf({
    tenant: command.tenant,
    ...(comparisonId === undefined ? {} : { correlationId: comparisonId }),
    ...(command.traceparent === undefined ? {} : { traceparent: command.traceparent }),
  });
}

export function record(decision: Decision, fact: Fact): void {
  const event: RunEvent = { ...decision.envelope, sequence: decision.state.sequence + 1, ...fact };
  decision.events.push(event);
  decision.state = evolve(decision.state, event);
}

/** The run while it goes on: neither paused nor ended by what was recorded already. */
export const runningIn = ({ state }: Decision): RunningRun | undefined =>
  state.status === 'running' ? state : undefined;

/** A command that has had its effect, and stands in the log a second time. */
export const isRepeated = ({ command }: Decision, { heard }: LiveRun | EndedRun): boolean => hasId(heard, command.id);

/** `message` says what stands in the way and what to do instead. */
export function reject(decision: Decision, code: RejectionCode, message: string): void {
  const { type: command, id: commandId } = decision.command;
  record(decision, { type: 'CommandRejected', data: { command, commandId, code, message } });
}
