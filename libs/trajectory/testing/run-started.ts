import { asAgentId, type EventData } from '#events';

export interface StartOptions {
  /** Number that the run id ends in. */
  readonly run?: number;
  /** Number that the task's hash ends in. */
  readonly task?: number;
  readonly architecture?: string;
  readonly agents?: readonly string[];
  /** Without one the answers cannot be graded. */
  readonly graded?: boolean;
  readonly rehearsed?: boolean;
}

export function runStartedData(options: StartOptions): EventData<'RunStarted'> {
  const { task = 1, architecture = 'single', agents = ['solo'], graded = true, rehearsed = true } = options;
  return {
    brief: { input: 'How much?', documents: [], tools: [] },
    taskRef: { family: 'filings', seed: 1, index: task },
    taskHash: hash(task),
    ...(graded && { gradingRef: { blob: hash(9), bytes: 100, mediaType: 'application/json' } }),
    system: {
      name: architecture,
      architecture,
      parameters: {},
      agents: agents.map((agent) => ({
        agentId: asAgentId(agent),
        role: 'peer',
        instructions: 'Think.',
        model: { provider: 'rehearsal', model: 'mid', calling: 'native', parameters: {} },
        tools: [],
      })),
      tools: [],
      prompts: {},
      promptsVersion: '1',
      limits: { turnTimeoutMs: 60_000, attempts: 3, backoffMs: 100, maxBackoffMs: 1000, approvalMs: 60_000 },
    },
    systemHash: hash(8),
    prices: {},
    budget: {},
    seed: 1,
    rehearsed,
    erasable: false,
    labels: {},
    traceId: '0'.repeat(31) + '1',
    sampled: true,
  };
}

const hash = (n: number): string => n.toString(16).padStart(64, '0');
