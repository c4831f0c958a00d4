import {
  activationIdOf,
  asAgentId,
  asCommandId,
  asRunId,
  asTurnId,
  turnIdOf,
  type Answer,
  type EventData,
  type EventOf,
  type EventType,
  type RunEvent,
  type ToolCall,
} from '#events';

const RUN_ID = asRunId('01900000-0000-7000-8000-000000000001');
const COMMAND_ID = asCommandId('01900000-0000-7000-8000-000000000002');

/** A run's events as they are appended, with dense sequences. */
export interface EventStream {
  readonly events: readonly RunEvent[];
  append<T extends EventType>(type: T, data: EventData<T>): EventOf<T>;
  /** Requests the next turn of an agent; `opens` begins an activation. */
  request(agent: string, turn: RequestedTurn): EventOf<'TurnRequested'>;
  /** Records the answer to the agent's latest request. */
  record(agent: string, answer: Answer, rest?: RecordedRest): EventOf<'TurnRecorded'>;
}

export interface RequestedTurn {
  readonly purpose: string;
  readonly opens?: boolean;
  readonly remaining?: number;
  readonly added?: readonly number[];
  readonly droppedBefore?: number;
}

type RecordedRest = Partial<Pick<EventData<'TurnRecorded'>, 'outcomes' | 'defect'>>;

export function eventStream(started: EventData<'RunStarted'>): EventStream {
  const events: RunEvent[] = [];
  const turns = new Map<string, { turn: number; activation: number }>();
  const append: EventStream['append'] = (type, data) => {
    const event = { type, ...envelope(events.length + 1), data } as EventOf<typeof type>;
    events.push(event as RunEvent);
    return event;
  };
  const request: EventStream['request'] = (
    agent,
    { purpose, opens = false, remaining = 2, added = [], droppedBefore },
  ) => {
    const last = turns.get(agent) ?? { turn: 0, activation: 0 };
    const next = { turn: last.turn + 1, activation: last.activation + (opens ? 1 : 0) };
    turns.set(agent, next);
    const agentId = asAgentId(agent);
    return append('TurnRequested', {
      turnId: turnIdOf(agentId, next.turn),
      attempt: 1,
      agentId,
      activationId: activationIdOf(agentId, next.activation),
      round: 1,
      purpose,
      context: { upTo: events.length, added: [...added], ...(droppedBefore === undefined ? {} : { droppedBefore }) },
      remaining,
      deadline: 0,
      reserved: { tokens: 0 },
    });
  };
  const record: EventStream['record'] = (agent, answer, { outcomes = [], defect } = {}) =>
    append('TurnRecorded', {
      turnId: asTurnId(`${agent}.${turns.get(agent)?.turn ?? 0}`),
      attempt: 1,
      answer,
      outcomes,
      controls: [],
      endsActivation: false,
      ...(defect === undefined ? {} : { defect }),
    });
  append('RunStarted', started);
  return { events, append, request, record };
}

const envelope = (sequence: number) => ({
  runId: RUN_ID,
  tenant: 'default',
  source: '/parley/orchestrator',
  time: sequence,
  sequence,
  causationId: COMMAND_ID,
});

/** A call of a control tool or, with another effect, of an ordinary one. */
export const callOf = (name: string, values: object, effect: ToolCall['effect'] = 'control'): ToolCall => ({
  name,
  arguments: JSON.stringify(values),
  effect,
  approval: 'never',
});

export const answerWith = (text: string, ...calls: readonly ToolCall[]): Answer => ({ text, calls: [...calls] });
