import type { AgentId, ModelSpec, Parameters, ResolvedAgent, ResolvedSystem, Role, ToolDefinition } from '#events';
import type { Architecture } from './architecture.js';
import { isOn } from './mechanism.js';
import { completed, parameterProblems } from './parameters.js';
import type { Problem } from './problem.js';
import { instructionsFor } from './prompts/instructions.js';
import { LATEST } from './prompts/versions.js';
import { architectureOf } from './registry.js';
import { limitsOf, type LimitsRequest } from './limits.js';
import { reservedProblems, teamProblems, toolProblems, unknownArchitecture } from './system-problems.js';
import type { Member } from './view.js';

/** A system as a user asks for it. Without `agents` the architecture's default team works; with it, these are the team. */
export interface SystemRequest {
  readonly architecture: string;
  /** Default: the architecture's name. */
  readonly name?: string | undefined;
  /** The model of every agent that names none. */
  readonly model: ModelSpec;
  readonly agents?: readonly AgentRequest[] | undefined;
  /** Default: the paper's preset; the size of a given team counts as given. */
  readonly parameters?: Parameters | undefined;
  readonly limits?: LimitsRequest | undefined;
}

export interface AgentRequest {
  readonly agentId: AgentId;
  /** Default: that of the default team at this place. */
  readonly role?: Role | undefined;
  /** Added to what the agent's role is told. */
  readonly instructions?: string | undefined;
  readonly model?: ModelSpec | undefined;
  /** Names of the task's tools. Default: all of them; for an orchestrator, which delegates the work, none. */
  readonly tools?: readonly string[] | undefined;
  readonly context?: ResolvedAgent['context'];
}

export type Resolution = { readonly ok: ResolvedSystem } | { readonly problems: readonly Problem[] };

/** Fills in everything that a run is a function of: team, roles, instructions, models, tools, parameters and limits. */
export function resolveSystem(request: SystemRequest, tools: readonly ToolDefinition[]): Resolution {
  const architecture = architectureOf(request.architecture);
  if (architecture === undefined) return { problems: [unknownArchitecture(request.architecture)] };
  const given = sizedParameters(architecture, request);
  const unfit = parameterProblems(architecture.parameters, given);
  if (unfit.length > 0) return { problems: unfit };
  const parameters = completed(architecture.parameters, given);
  const wanted = architecture.team(parameters);
  const agents = withRoles(request.agents ?? wanted, wanted);
  const problems = [...teamProblems(agents, wanted), ...reservedProblems(tools), ...toolProblems(agents, tools)];
  if (problems.length > 0) return { problems };
  return { ok: resolved(request, { architecture, parameters, agents, tools }) };
}

type RequestedMember = AgentRequest & Member;

interface Parts {
  readonly architecture: Architecture;
  readonly parameters: Parameters;
  readonly agents: readonly RequestedMember[];
  readonly tools: readonly ToolDefinition[];
}

function resolved(request: SystemRequest, parts: Parts): ResolvedSystem {
  const { architecture, parameters, agents, tools } = parts;
  return {
    name: request.name ?? architecture.name,
    architecture: architecture.name,
    parameters,
    agents: agents.map((agent) => resolvedAgent(request, agent, parts)),
    tools: [...tools],
    prompts: promptsFor(architecture, parameters),
    promptsVersion: LATEST.version,
    limits: limitsOf(request.limits),
  };
}

function resolvedAgent(
  request: SystemRequest,
  agent: RequestedMember,
  { architecture, parameters, agents, tools }: Parts,
): ResolvedAgent {
  const { agentId, role, context } = agent;
  const mechanisms = architecture.mechanisms.filter((one) => isOn(parameters, one)).map((one) => one.name);
  const usable = agent.tools ?? (role === 'orchestrator' ? [] : tools.map(({ name }) => name));
  return {
    agentId,
    role,
    instructions: instructionsFor(
      LATEST,
      { agentId, role, tools: usable, mechanisms, own: agent.instructions },
      agents,
    ),
    model: agent.model ?? request.model,
    tools: [...usable],
    ...(context === undefined ? {} : { context }),
  };
}

function promptsFor({ purposes, mechanisms }: Architecture, parameters: Parameters): Record<string, string> {
  const added = mechanisms.filter((one) => isOn(parameters, one)).flatMap((one) => one.purposes);
  const all = [...purposes, ...added, 'repair' as const];
  return Object.fromEntries(all.map((purpose) => [purpose, LATEST.purposes[purpose]]));
}

/** The parameters as given, with the team's size where agents are listed and the size is not given. */
function sizedParameters({ sizedBy, team }: Architecture, { agents, parameters = {} }: SystemRequest): Parameters {
  if (sizedBy === undefined || agents === undefined || sizedBy in parameters) return parameters;
  const beside = team({ [sizedBy]: 1 }).length - 1;
  return { ...parameters, [sizedBy]: Math.max(1, agents.length - beside) };
}

function withRoles(agents: readonly AgentRequest[], wanted: readonly Member[]): readonly RequestedMember[] {
  const last = wanted.reduce((_, member) => member);
  return agents.map((agent, index) => ({ ...agent, role: agent.role ?? (wanted[index] ?? last).role }));
}
