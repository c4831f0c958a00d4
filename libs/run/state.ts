import {
  agentOfTurn,
  type AgentId,
  type Budget,
  type EventData,
  type Limits,
  type Parameters,
  type TurnId,
} from '#events';
import type { Activation, SentMessage, View } from '#coordination';
import type { AgentState, OpenActivation } from './agent-state.js';
import type { Amount } from './amount.js';
import type { CommandIds } from './command-ids.js';
import type { AnsweredTurn, AskedTurn, Claim, OpenTurn } from './open-turn.js';

/** A run as its events have made it; plain data. */
export type RunState = NoRun | RejectedRun | LiveRun | EndedRun;
export type LiveRun = RunningRun | PausedRun;

/** Sequence and time of the latest event. */
interface Head {
  readonly sequence: number;
  readonly time: number;
}

export interface NoRun extends Head {
  readonly status: 'none';
}
/** Its StartRun was refused. */
interface RejectedRun extends Head {
  readonly status: 'rejected';
}
export interface RunningRun extends Head, Progress {
  readonly status: 'running';
}
interface PausedRun extends Head, Progress {
  readonly status: 'paused';
  readonly pausedAt: number;
}

/** What has to be known of a run that has ended: whose spend may still come in, what was started, who has graded. */
export interface EndedRun extends Head {
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly origin: Origin;
  readonly agents: readonly Pick<AgentState, 'agentId' | 'turns'>[];
  readonly heard: CommandIds;
  readonly claims: readonly Claim[];
  /** `grader@version` */
  readonly graded: readonly string[];
}

interface Progress {
  readonly origin: Origin;
  readonly terms: Terms;
  /** In member order. */
  readonly agents: readonly AgentState[];
  readonly activations: readonly KnownActivation[];
  readonly messages: readonly SentMessage[];
  readonly votes: readonly EventData<'VoteTallied'>[];
  /** In the order in which they were requested. */
  readonly turns: readonly OpenTurn[];
  readonly spent: Spent;
  /** Attempts that their deadline has ended and whose spend is not known: they count as what was reserved. */
  readonly lost: readonly LostAttempt[];
  /** Calls of failed turns that may have been made: their results are still heard. */
  readonly claims: readonly Claim[];
  /** Commands whose repetition the rest of the state could not tell from a new one. */
  readonly heard: CommandIds;
  /** When the wall budget ends; behind by the length of the pause while paused. */
  readonly wallDueAt?: number;
}

/** What every event of the run carries. */
export interface Origin {
  readonly tenant: string;
  readonly correlationId?: string;
  readonly traceparent?: string;
}

/** What the run was started with, as far as decisions need it. */
export interface Terms {
  readonly architecture: string;
  readonly parameters: Parameters;
  readonly budget: Budget;
  readonly limits: Limits;
  /** What the prompt of a purpose adds to a context. */
  readonly promptSizes: Readonly<Record<string, number>>;
}

/** An activation with the sizes of what its last turn said, by part; empty until it is done. */
export interface KnownActivation extends Activation {
  readonly partSizes: readonly number[];
}

/** Every attempt that a report is known of, and the turns that were requested. */
export interface Spent extends Amount {
  readonly turns: number;
}

interface LostAttempt {
  readonly turnId: TurnId;
  readonly attempt: number;
  readonly reserved: Amount;
}

export const initial: NoRun = { status: 'none', sequence: 0, time: 0 };

export const isLive = (state: RunState): state is LiveRun => state.status === 'running' || state.status === 'paused';

export const agentOf = (state: LiveRun, agentId: AgentId): AgentState | undefined =>
  state.agents.find((agent) => agent.agentId === agentId);

export const turnOf = (state: LiveRun, turnId: TurnId): OpenTurn | undefined =>
  state.turns.find((turn) => turn.turnId === turnId);

/** An attempt in flight, with its agent and the activation that it belongs to. */
export interface Floor {
  readonly turn: AskedTurn | AnsweredTurn;
  readonly agent: AgentState;
  readonly activation: OpenActivation;
}

export function floorOf(state: LiveRun, turnId: TurnId): Floor | undefined {
  const turn = turnOf(state, turnId);
  const agent = agentOf(state, agentOfTurn(turnId));
  if (turn === undefined || turn.stage === 'backoff' || agent?.activation === undefined) return undefined;
  return { turn, agent, activation: agent.activation };
}

export const viewOf = (state: LiveRun): View => ({
  team: state.agents,
  parameters: state.terms.parameters,
  activations: state.activations,
  messages: state.messages,
  votes: state.votes,
});
