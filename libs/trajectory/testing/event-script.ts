import {
  activationIdOf,
  agentOfTurn,
  asAgentId,
  asCommandId,
  asRunId,
  turnIdOf,
  type Answer,
  type CallOutcome,
  type CallReport,
  type EventData,
  type EventOf,
  type EventType,
  type MessageKind,
  type RunEvent,
  type TurnId,
  type Usage,
} from '#events';
import { runStartedData, type StartOptions } from './run-started.js';

/** Time between two events. */
export const TICK_MS = 1000;
const EPOCH = 1_767_225_600_000;

/** Writes the events of one run, each valid by its schema, in the order in which its methods are called. */
export interface EventScript {
  readonly events: readonly RunEvent[];
  /** Appends any event. */
  add<T extends EventType>(type: T, data: EventData<T>): void;
  /** Asks the agent for its next turn. */
  request(agent: string, options?: { readonly round?: number; readonly purpose?: string }): TurnId;
  /** A one-phase turn, asked for and recorded. */
  turn(agent: string, options?: TurnOptions): TurnId;
  say(turnId: TurnId, to: readonly string[], kind: MessageKind): void;
  fail(turnId: TurnId, report?: CallReport): void;
  complete(...turnIds: readonly TurnId[]): void;
  grade(passed: boolean): void;
}

export interface TurnOptions {
  readonly round?: number;
  readonly purpose?: string;
  readonly answer?: Answer;
  readonly outcomes?: readonly CallOutcome[];
  readonly report?: CallReport;
}

export function eventScript(start: StartOptions = {}): EventScript {
  const events: RunEvent[] = [];
  const turns = new Map<string, number>();
  const runId = asRunId(`0198f6a0-1b2c-7d3e-8f40-${String(start.run ?? 1).padStart(12, '0')}`);

  function add<T extends EventType>(type: T, data: EventData<T>): void {
    const sequence = events.length + 1;
    const event: EventOf<T> = {
      type,
      runId,
      tenant: 'default',
      source: '/parley/orchestrator',
      time: EPOCH + sequence * TICK_MS,
      sequence,
      causationId: asCommandId(`0198f6a0-1b2c-7d3e-9f40-${String(sequence).padStart(12, '0')}`),
      data,
    };
    events.push(event as RunEvent);
  }

  const script: EventScript = {
    events,
    add,
    request(agent, { round = 1, purpose = 'solve' } = {}) {
      const agentId = asAgentId(agent);
      const nth = (turns.get(agent) ?? 0) + 1;
      turns.set(agent, nth);
      const turnId = turnIdOf(agentId, nth);
      const activationId = activationIdOf(agentId, nth);
      const context = { upTo: events.length, added: [] };
      const rest = { remaining: 0, deadline: EPOCH + 3_600_000, reserved: { tokens: 100 } };
      add('TurnRequested', { turnId, attempt: 1, agentId, activationId, round, purpose, context, ...rest });
      return turnId;
    },
    turn(agent, { answer = answerOf('Well.'), outcomes = [], report = reportOf(), ...request } = {}) {
      const turnId = script.request(agent, request);
      const rest = { outcomes: [...outcomes], controls: [], endsActivation: true, report };
      add('TurnRecorded', { turnId, attempt: 1, answer, ...rest });
      return turnId;
    },
    say(turnId, to, kind) {
      add('MessageSent', {
        from: agentOfTurn(turnId),
        to: to.map(asAgentId),
        kind,
        round: 1,
        part: { turnId, index: 0 },
      });
    },
    fail(turnId, report) {
      const error = { code: 'overloaded', message: 'try later', retryable: true } as const;
      add('TurnFailed', { turnId, attempt: 1, error, next: 'final', ...(report && { report }) });
    },
    complete(...turnIds) {
      const answers = turnIds.map((turnId) => ({ agentId: agentOfTurn(turnId), part: { turnId, index: 0 } }));
      add('RunCompleted', { answers, because: 'answered' });
    },
    grade(passed) {
      add('RunGraded', {
        grader: 'parley',
        version: '1',
        passed,
        anyPassed: passed,
        score: passed ? 1 : 0,
        perAnswer: [],
      });
    },
  };
  add('RunStarted', runStartedData(start));
  return script;
}

export const answerOf = (text: string, ...calls: readonly string[]): Answer => ({
  text,
  calls: calls.map((name) => ({ name, arguments: `{"of":"${name}"}`, effect: 'read', approval: 'never' })),
});

export const outcomeOf = (index: number, status: CallOutcome['status'] = 'ok'): CallOutcome => ({
  index,
  status,
  result: 'done',
  startedAt: EPOCH,
  endedAt: EPOCH + 5,
  argumentBytes: 2,
  resultBytes: 4,
});

/** How a model call went that used 100 tokens in, 10 out, for 25 micro-dollars, unless told otherwise. */
export const reportOf = (spent: { readonly usage?: Usage; readonly cost?: number | 'unknown' } = {}): CallReport => ({
  worker: 'worker-a',
  startedAt: EPOCH,
  endedAt: EPOCH + 500,
  provider: 'rehearsal',
  asked: 'mid',
  parameters: {},
  usage: spent.usage ?? { input: 100, output: 10, source: 'reported' },
  ...(spent.cost !== 'unknown' && { cost: spent.cost ?? 25 }),
});
