import type { MessageStep, Trajectory, TurnStep } from './trajectory.js';

/** A run in figures, as `parley inspect --json` prints it; the order of the fields is that of the print. */
export interface Inspection {
  readonly family: string;
  readonly runId: string;
  readonly turns: number;
  readonly agents: readonly InspectedAgent[];
  readonly toolCalls: readonly { readonly agent: string; readonly name: string; readonly ok: boolean }[];
  readonly messages: readonly InspectedMessage[];
  readonly tokens: { readonly input: number | null; readonly output: number | null };
  readonly errors: readonly InspectedError[];
  readonly unknown: readonly string[];
}

/** Tokens are null where no turn reports them. */
export interface InspectedAgent {
  readonly name: string;
  readonly turns: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export interface InspectedMessage {
  readonly from: string;
  /** A message to several is told once for each. */
  readonly to: string;
  readonly kind: 'delegate' | 'report' | 'handoff' | 'peer' | 'error';
}

/** What went wrong for good: an attempt that a later one made good is none. */
export interface InspectedError {
  /** Null for the run as a whole. */
  readonly agent: string | null;
  readonly kind: 'model' | 'tool' | 'agent' | 'run';
  readonly message: string;
}

export function inspectionOf(trajectory: Trajectory): Inspection {
  const { family = 'parley', runId, steps, agents, unknown = [] } = trajectory;
  const turns = steps.filter((step) => step.kind === 'turn').filter(({ status }) => status !== 'failed');
  const byAgent = Map.groupBy(turns, ({ agent }) => agent);
  const members = agents.filter(({ role }) => role !== 'user' && role !== 'system').map(({ agent }) => agent);
  const names = new Set([...members, ...byAgent.keys()]);
  return {
    family,
    runId,
    turns: turns.length,
    agents: [...names].map((name) => inspectedAgent(name, byAgent.get(name) ?? [])),
    toolCalls: steps
      .filter((step) => step.kind === 'tool_call')
      .map(({ agent, name = '', status }) => ({ agent, name, ok: status === 'ok' })),
    messages: steps.filter((step) => step.kind === 'message').flatMap(inspectedMessages),
    tokens: { input: tokensOf(turns, 'input'), output: tokensOf(turns, 'output') },
    errors: errorsOf(trajectory),
    unknown,
  };
}

const inspectedAgent = (name: string, turns: readonly TurnStep[]): InspectedAgent => ({
  name,
  turns: turns.length,
  inputTokens: tokensOf(turns, 'input'),
  outputTokens: tokensOf(turns, 'output'),
});

/** Nobody's tokens are 0; those of turns that report none are not known. */
function tokensOf(turns: readonly TurnStep[], side: 'input' | 'output'): number | null {
  const counts = turns.flatMap(({ usage }) => usage?.[side] ?? []);
  return counts.length === 0 && turns.length > 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

const inspectedMessages = ({ agent, to, messageKind }: MessageStep): readonly InspectedMessage[] =>
  to.map((receiver) => ({ from: agent, to: receiver, kind: KINDS[messageKind] }));

const KINDS: Readonly<Record<MessageStep['messageKind'], InspectedMessage['kind']>> = {
  delegate: 'delegate',
  report: 'report',
  handoff: 'handoff',
  error: 'error',
  finding: 'peer',
  debate: 'peer',
  review: 'peer',
  synthesis: 'report',
  peer: 'peer',
};

/** Attempts at one turn are one error; faults that nothing below explains come last. */
function errorsOf({ failures, steps, faults = [] }: Trajectory): readonly InspectedError[] {
  const final = new Map(failures.filter((failure) => failure.final).map((failure) => [failure.turnId, failure]));
  const tools = steps.filter((step) => step.kind === 'tool_call').filter(({ status }) => status !== 'ok');
  return [
    ...[...final.values()].map(({ agent, message }) => ({ agent, kind: 'model' as const, message })),
    ...tools.map(({ agent, name = 'a tool', result }) => ({
      agent,
      kind: 'tool' as const,
      message: `${name} failed${typeof result === 'string' && result !== '' ? `: ${firstLine(result)}` : ''}`,
    })),
    ...faults.map(({ agent, message }) =>
      agent === undefined ? { agent: null, kind: 'run' as const, message } : { agent, kind: 'agent' as const, message },
    ),
  ];
}

const LONGEST = 200;

const firstLine = (text: string): string => (text.trim().split('\n')[0] ?? '').slice(0, LONGEST);
