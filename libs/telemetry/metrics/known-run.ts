import type { AgentId, EventOf, ResolvedAgent, ToolCall, TurnId } from '#events';
import type { Measure } from './instruments.js';

/** What is needed of a run's past for what is measured later. */
export interface KnownRun {
  readonly startedAt: number;
  /** Absent where traces are sent to nobody. */
  readonly traceId: string | undefined;
  readonly sampled: boolean;
  readonly architecture: string;
  readonly agents: ReadonlyMap<AgentId, ResolvedAgent>;
  /** When open turns were requested last. */
  readonly requestedAt: Map<TurnId, number>;
  /** Calls of open turns whose model has answered. */
  readonly calls: Map<TurnId, readonly ToolCall[]>;
}

export const knownRun = (
  { time, data: { system, traceId, sampled } }: EventOf<'RunStarted'>,
  sendsTraces: boolean,
): KnownRun => ({
  startedAt: time,
  traceId: sendsTraces ? traceId : undefined,
  sampled,
  architecture: system.architecture,
  agents: new Map(system.agents.map((agent) => [agent.agentId, agent])),
  requestedAt: new Map(),
  calls: new Map(),
});

export const architectureOf = (run: KnownRun | undefined): Measure['attributes'] =>
  run === undefined ? {} : { 'parley.architecture': run.architecture };
