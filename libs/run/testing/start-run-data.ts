import {
  asAgentId,
  asRunId,
  COMMAND_SCHEMAS,
  type CommandData,
  type Limits,
  type ResolvedAgent,
  type Role,
} from '#events';
import { architectures } from '#coordination';

export const RUN_ID = asRunId('01920000-0000-7000-8000-000000000001');
export const LIMITS: Limits = {
  turnTimeoutMs: 60_000,
  attempts: 3,
  backoffMs: 1_000,
  maxBackoffMs: 8_000,
  approvalMs: 3_600_000,
};
/** Micro-dollars per million tokens: a token costs one micro-dollar in, four out. */
export const PRICES = { 'test/model': { input: 1_000_000, output: 4_000_000 } };

type AgentOptions = Partial<Omit<ResolvedAgent, 'agentId' | 'role'>>;

/** An agent whose model answers with 100 tokens at most. */
export const agentNamed = (agentId: string, role: Role, options: AgentOptions = {}): ResolvedAgent => ({
  agentId: asAgentId(agentId),
  role,
  instructions: `You are ${agentId}.`,
  model: { provider: 'test', model: 'model', calling: 'native', parameters: { maxOutputTokens: 100 } },
  tools: [],
  ...options,
});

/** The architecture's default team. */
const teamOf = (architecture: string): ResolvedAgent[] =>
  (architectures().find(({ name }) => name === architecture)?.team ?? []).map(({ agentId, role }) =>
    agentNamed(agentId, role),
  );

export interface StartOptions extends Partial<Omit<CommandData<'StartRun'>, 'system'>> {
  readonly architecture?: string;
  readonly agents?: readonly ResolvedAgent[];
  readonly parameters?: CommandData<'StartRun'>['system']['parameters'];
  readonly limits?: Partial<Limits>;
  readonly tools?: CommandData<'StartRun'>['system']['tools'];
}

/** What a gateway would send: by default the architecture `single` with its default team. */
export function startRunData(options: StartOptions = {}): CommandData<'StartRun'> {
  const { architecture = 'single', agents, parameters = {}, limits, tools = [], ...rest } = options;
  return COMMAND_SCHEMAS.StartRun.parse({
    brief: { input: 'What is the answer?', documents: [], tools: [] },
    taskHash: 'a'.repeat(64),
    system: {
      name: architecture,
      architecture,
      parameters,
      agents: agents ?? teamOf(architecture),
      tools,
      prompts: { solve: 'Solve it.', plan: 'Plan it.', work: 'Do it.', debate: 'Argue.', repair: 'Again, in form.' },
      promptsVersion: 'v1',
      limits: { ...LIMITS, ...limits },
    },
    systemHash: 'b'.repeat(64),
    prices: PRICES,
    budget: {},
    seed: 1,
    rehearsed: true,
    erasable: false,
    labels: {},
    traceId: 'c'.repeat(32),
    sampled: true,
    ...rest,
  });
}
