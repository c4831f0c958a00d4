import type { ActivationId, ResolvedAgent } from '#events';
import type { Member, Purpose } from '#coordination';

/** What a run knows about one of its agents. Sizes are in the units of `sizeOf`. */
export interface AgentState extends Member {
  readonly profile: AgentProfile;
  /** Turns and activations that were requested so far; they number the next ones. */
  readonly turns: number;
  readonly activations: number;
  /** Of what every prompt of it repeats; its turns are in `blocks` instead where old ones may be dropped. */
  readonly size: number;
  /** Messages to it that no request has named yet, by sequence. */
  readonly unseen: readonly number[];
  readonly unseenSize: number;
  readonly blocks: readonly Block[];
  /** Turns from before this sequence are left out; 0 where all are told. */
  readonly droppedBefore: number;
  readonly activation?: OpenActivation;
}

/** What a turn is estimated and limited by. */
export interface AgentProfile {
  readonly maxOutputTokens: number;
  /** Micro-dollars per million tokens, the dearest of its model and the fallbacks; absent when one is not known. */
  readonly price?: { readonly input: number; readonly output: number };
  readonly context?: NonNullable<ResolvedAgent['context']>;
}

/** What a turn has added to the prompt of an agent whose old turns may be dropped. */
export interface Block {
  /** Sequence of the first message that its request named, or of the request itself. */
  readonly from: number;
  /** What the agent was told with the request, and what it said and called for then. */
  readonly told: number;
  readonly said: number;
  /** The activation that the request has opened. */
  readonly opened?: ActivationId;
}

export interface OpenActivation {
  readonly activationId: ActivationId;
  readonly round: number;
  readonly purpose: Purpose;
  /** A malformed answer was given a second chance already. */
  readonly repaired: boolean;
  /** The turn that is to be requested next; absent while one is open. */
  readonly next?: { readonly purpose: Purpose; readonly remaining: number };
}

/** `agents` with this one in place of its former self. */
export const withAgent = (agents: readonly AgentState[], agent: AgentState): readonly AgentState[] =>
  agents.map((one) => (one.agentId === agent.agentId ? agent : one));

/** The agent after its latest turn has added this much to its prompt. */
export function grown(agent: AgentState, size: number): AgentState {
  const last = agent.blocks.at(-1);
  if (last === undefined) return { ...agent, size: agent.size + size };
  return { ...agent, blocks: agent.blocks.with(-1, { ...last, said: last.said + size }) };
}
