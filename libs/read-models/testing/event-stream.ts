import {
  activationIdOf,
  asAgentId,
  asCommandId,
  asRunId,
  turnIdOf,
  type Answer,
  type CallReport,
  type EventData,
  type EventOf,
  type EventType,
  type RunEvent,
  type RunId,
  type Usage,
} from '#events';

/** The n-th of a row of run ids that sort by n. */
export const runIdNumber = (n: number): RunId => asRunId(`019abcde-0000-7000-8000-${String(n).padStart(12, '0')}`);

const CAUSE = asCommandId('019abcde-ffff-7000-8000-000000000000');
const START = 1_700_000_000_000;

/** A run's events as they are added, with envelopes as the orchestrator makes them; a second goes by with each. */
export function eventStream(runId: RunId) {
  const events: RunEvent[] = [];
  const add = <T extends EventType>(type: T, data: EventData<T>, more?: { readonly actor?: string }): EventOf<T> => {
    const sequence = events.length + 1;
    const time = START + sequence * 1000;
    const event: EventOf<T> = {
      type,
      runId,
      tenant: 'default',
      source: '/parley/orchestrator',
      time,
      ...more,
      sequence,
      causationId: CAUSE,
      data,
    };
    events.push(event as RunEvent);
    return event;
  };
  return { events, add };
}
export type EventStream = ReturnType<typeof eventStream>;

export const solo = asAgentId('solo');
export const soloTurn = (n: number) => turnIdOf(solo, n);
const HASH = 'a'.repeat(64);

export const startedData = (changes: Partial<EventData<'RunStarted'>> = {}): EventData<'RunStarted'> => ({
  brief: { input: 'How many?', documents: [], tools: [] },
  taskHash: HASH,
  system: {
    name: 'one',
    architecture: 'single',
    parameters: { turns: 10 },
    agents: [
      {
        agentId: solo,
        role: 'solo',
        instructions: 'Work.',
        model: { provider: 'scripted', model: 'a', tier: 'mid', calling: 'native', parameters: {} },
        tools: [],
      },
    ],
    tools: [],
    prompts: { solve: 'Solve it.' },
    promptsVersion: 'v1',
    limits: { turnTimeoutMs: 1000, attempts: 4, backoffMs: 10, maxBackoffMs: 100, approvalMs: 1000 },
  },
  systemHash: HASH,
  prices: {},
  budget: {},
  seed: 7,
  rehearsed: false,
  erasable: false,
  labels: {},
  traceId: 'b'.repeat(32),
  sampled: true,
  ...changes,
});

const USED: Usage = { input: 100, output: 10, source: 'reported' };
export const reportOf = (changes: Partial<CallReport> = {}): CallReport => ({
  worker: 'w1',
  startedAt: START,
  endedAt: START + 5,
  provider: 'scripted',
  asked: 'a',
  parameters: {},
  usage: USED,
  cost: 3,
  ...changes,
});

export const saying = (text: string): Answer => ({ text, calls: [] });

/** The first attempt at a turn. */
export const requested = (n: number): EventData<'TurnRequested'> => ({
  turnId: soloTurn(n),
  attempt: 1,
  agentId: solo,
  activationId: activationIdOf(solo, 1),
  round: 1,
  purpose: 'solve',
  context: { upTo: 1, added: [] },
  remaining: 1,
  deadline: START + 600_000,
  reserved: { tokens: 100 },
});

/** A recorded one-phase turn without calls. */
export const recorded = (n: number, changes: Partial<EventData<'TurnRecorded'>> = {}): EventData<'TurnRecorded'> => ({
  turnId: soloTurn(n),
  attempt: 1,
  answer: saying(`answer ${n}`),
  outcomes: [],
  controls: [],
  endsActivation: true,
  report: reportOf(),
  ...changes,
});
