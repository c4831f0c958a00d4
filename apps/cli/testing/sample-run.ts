import {
  activationIdOf,
  asAgentId,
  asCommandId,
  asRunId,
  encode,
  turnIdOf,
  type Answer,
  type CallReport,
  type EventData,
  type EventType,
  type RunEvent,
} from '#events';

export const RUN_ID = asRunId('0190a000-0000-7000-8000-000000000001');
export const COMMAND_ID = asCommandId('0190a000-0000-7000-8000-0000000000c1');
const START = Date.UTC(2026, 0, 1);

/** A step of a sample run: a type with its data. */
export type Step = { readonly [T in EventType]: readonly [type: T, data: EventData<T>] }[EventType];

/** Numbers the steps and puts them one second apart. */
export const runOf = (...steps: readonly Step[]): readonly RunEvent[] =>
  steps.map(
    ([type, data], index) =>
      ({
        type,
        runId: RUN_ID,
        tenant: 'default',
        source: '/parley/orchestrator',
        time: START + index * 1_000,
        sequence: index + 1,
        causationId: COMMAND_ID,
        data,
      }) as RunEvent,
  );

/** An event as the API sends it. */
export function cloudEventOf(event: RunEvent): Readonly<Record<string, unknown>> {
  const { headers, value } = encode(event);
  const attributes = Object.entries(headers).flatMap(([name, text]) =>
    name.startsWith('ce_') ? [[name.slice('ce_'.length), text] as const] : [],
  );
  return { ...Object.fromEntries(attributes), sequence: event.sequence, data: JSON.parse(value) as unknown };
}

const agent = (agentId: string, role: 'peer' | 'solo') => ({
  agentId: asAgentId(agentId),
  role,
  instructions: 'Solve the task.',
  model: { provider: 'rehearsal', model: 'rehearsal-mid', calling: 'native' as const, parameters: {} },
  tools: ['calculator'],
});

export const started = (changes: Partial<EventData<'RunStarted'>> = {}): Step => [
  'RunStarted',
  {
    brief: { input: 'What is 6 x 7?', documents: [], tools: ['calculator'] },
    taskHash: 'a'.repeat(64),
    gradingRef: { blob: 'b'.repeat(64), bytes: 20, mediaType: 'application/json' },
    system: {
      name: 'decentralized',
      architecture: 'decentralized',
      parameters: {},
      agents: [agent('peer-1', 'peer'), agent('peer-2', 'peer')],
      tools: [],
      prompts: {},
      promptsVersion: 'v1',
      limits: { turnTimeoutMs: 1, attempts: 1, backoffMs: 1, maxBackoffMs: 1, approvalMs: 1 },
    },
    systemHash: 'c'.repeat(64),
    prices: {},
    budget: {},
    seed: 1,
    rehearsed: true,
    erasable: false,
    labels: {},
    traceId: 'd'.repeat(32),
    sampled: true,
    ...changes,
  },
];

export const requested = (agentId: string, turn: number, round = 1, purpose = 'solve'): Step => [
  'TurnRequested',
  {
    turnId: turnIdOf(asAgentId(agentId), turn),
    attempt: 1,
    agentId: asAgentId(agentId),
    activationId: activationIdOf(asAgentId(agentId), round),
    round,
    purpose,
    context: { upTo: 1, added: [] },
    remaining: 2,
    deadline: START + 60_000,
    reserved: { tokens: 100 },
  },
];

const REPORT: CallReport = {
  worker: 'w1',
  startedAt: START,
  endedAt: START + 500,
  provider: 'rehearsal',
  asked: 'rehearsal-mid',
  parameters: {},
  usage: { input: 100, output: 20, source: 'estimated' },
};

/** A turn that calls the calculator. */
export const calculated = (agentId: string, turn: number): Step => [
  'TurnRecorded',
  {
    turnId: turnIdOf(asAgentId(agentId), turn),
    attempt: 1,
    answer: {
      text: 'Let me calculate.',
      calls: [{ name: 'calculator', arguments: '{"expression":"6*7"}', effect: 'read', approval: 'never' }],
    },
    outcomes: [
      { index: 1, status: 'ok', result: '42', startedAt: START, endedAt: START, argumentBytes: 20, resultBytes: 2 },
    ],
    controls: [],
    endsActivation: false,
    report: REPORT,
  },
];

const submission = (answer: string): Answer => ({
  text: '',
  calls: [
    {
      name: 'submit_answer',
      arguments: JSON.stringify({ answer, explanation: 'six times seven' }),
      effect: 'control',
      approval: 'never',
    },
  ],
});

/** A turn that submits an answer; its part is call 1. */
export const submitted = (agentId: string, turn: number, answer: string): Step => [
  'TurnRecorded',
  {
    turnId: turnIdOf(asAgentId(agentId), turn),
    attempt: 1,
    answer: submission(answer),
    outcomes: [],
    controls: [{ kind: 'submit_answer', index: 1, key: answer }],
    endsActivation: true,
    report: REPORT,
  },
];

export const part = (agentId: string, turn: number) => ({ turnId: turnIdOf(asAgentId(agentId), turn), index: 1 });

export const debated = (from: string, to: string, turn: number): Step => [
  'MessageSent',
  { from: asAgentId(from), to: [asAgentId(to)], kind: 'debate', round: 1, part: part(from, turn) },
];

export const completed = (agentId: string, turn: number): Step => [
  'RunCompleted',
  { answers: [{ agentId: asAgentId(agentId), part: part(agentId, turn) }], because: 'answered' },
];

export const graded = (passed: boolean): Step => [
  'RunGraded',
  { grader: 'numeric', version: '1', passed, anyPassed: passed, score: passed ? 1 : 0, perAnswer: [] },
];
