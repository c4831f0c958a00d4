import { hasFailed } from '../reading/control-flow.js';
import { toolArgumentsOf } from '../reading/tool-run.js';
import { agentInArguments, agentInToolName, isGeneralDelegation, sameName } from './agent-names.js';
import { inherited, NONE, type Forest, type Node } from './forest.js';
import type { ModelCall } from './model-call.js';
import { TOLERANCE_MS } from './tolerance.js';

/** One stretch of an agent's work, as far as the spans show it. */
export interface Activation {
  readonly id: number;
  /** Absent where no span names the agent. */
  name?: string;
  /** Names of the teams around it, through which it may be addressed. */
  readonly teams: readonly string[];
  /** The name is a class's: several agents may share it. */
  vague: boolean;
  parent?: Activation;
  /** The tool span through which the parent called it. */
  readonly tool?: number;
  /** The span that stands for it; `NONE` where only its calls show it. */
  readonly node: number;
  readonly startMs: number;
  endMs: number;
  readonly failed: boolean;
  readonly calls: ModelCall[];
  /** Others work inside it. */
  holds: boolean;
  /** It is an agent's though no model call is shown. */
  silent: boolean;
  readonly traceId: string;
}

export interface Staffing {
  readonly activations: readonly Activation[];
  /** By node: the activation that it is part of. */
  readonly owners: readonly (Activation | undefined)[];
}

interface Opening {
  readonly name?: string | undefined;
  readonly vague?: boolean;
}

/**
 * Who worked when. An agent's span opens an activation, and so do a LangGraph's agents and a tool span with model calls
 * of its own below it. An agent's span right inside one of the same agent is the same work, reported twice; one without
 * a name inside one that calls no model itself is a turn of it.
 */
export function staffing(
  forest: Forest,
  calls: readonly ModelCall[],
  graphAgents: ReadonlyMap<number, string | undefined>,
): Staffing {
  const openings = agentOpenings(forest, graphAgents);
  for (const tool of toolsThatWork(forest, calls, openings)) openings.set(tool, toolOpening(forest[tool]));
  const activations: Activation[] = [];
  const tools = inherited(forest, (node, index) => (openings.has(index) ? NONE : toolAbove(forest, node)));
  const wayIn = (index: number) => toolOf(forest, index, tools);
  const nearest = inherited(forest, (_, index) => (openings.has(index) ? index : undefined));
  const calling = new Set(calls.map(({ node }) => nearest[node]));
  const isSameWork = (index: number, parent: Activation): boolean => {
    if (wayIn(index) !== undefined) return false;
    const name = openings.get(index)?.name;
    const isOfOneMaker = forest[index]?.span.scope === forest[parent.node]?.span.scope;
    if (name === undefined) return parent.name !== undefined && isOfOneMaker && !calling.has(parent.node);
    return sameName(parent.name, name);
  };
  const owners = ownersOf(forest, openings, isSameWork, (index, parent) => {
    const tool = wayIn(index);
    const activation = {
      ...opened(forest, index, openings.get(index) ?? {}, activations.length),
      ...(parent && { parent }),
      teams: teamsIn(forest, index, parent),
      ...(tool !== undefined && { tool }),
    };
    if (parent !== undefined) parent.holds = true;
    activations.push(activation);
    return activation;
  });
  for (const call of calls) owners[call.node]?.calls.push(call);
  return { activations, owners };
}

/** A few are enough: only teams are addressed so. */
const TEAMS = 8;

const teamsIn = (forest: Forest, index: number, parent: Activation | undefined): readonly string[] => {
  const nodes = forest[index]?.reading.graphPath?.map(({ node }) => node) ?? [];
  const around = parent === undefined ? [] : [parent.name ?? [], parent.teams].flat();
  return [...new Set([...nodes, ...around])].slice(0, TEAMS);
};

const toolAbove = (forest: Forest, { parent }: Node): number | undefined =>
  forest[parent]?.reading.role === 'tool' ? parent : undefined;

/** A tool span that is itself opened was called by its own parent's agent: it is the way in. */
function toolOf(forest: Forest, index: number, tools: readonly (number | undefined)[]): number | undefined {
  const node = forest[index];
  if (node?.reading.role === 'tool') return index;
  const way = node && (toolAbove(forest, node) ?? tools[node.parent]);
  return way === NONE ? undefined : way;
}

function agentOpenings(forest: Forest, graphAgents: ReadonlyMap<number, string | undefined>): Map<number, Opening> {
  const openings = new Map<number, Opening>();
  forest.forEach(({ reading }, index) => {
    if (graphAgents.has(index)) openings.set(index, { name: graphAgents.get(index) });
    else if (reading.role === 'agent') openings.set(index, { name: reading.agent, vague: reading.vague === true });
  });
  return openings;
}

/** Tool spans with model calls below them that no agent's span in between claims. */
function toolsThatWork(
  forest: Forest,
  calls: readonly ModelCall[],
  openings: ReadonlyMap<number, Opening>,
): ReadonlySet<number> {
  const nearest = inherited(forest, (node) => {
    if (openings.has(node.parent) || forest[node.parent]?.reading.role === 'tool') return node.parent;
    return undefined;
  });
  const working = new Set<number>();
  for (const { node } of calls) {
    const above = nearest[node];
    if (above !== undefined && !openings.has(above)) working.add(above);
  }
  return working;
}

function toolOpening(node: Node | undefined): Opening {
  if (node === undefined) return {};
  const tool = node.reading.tool ?? '';
  const named = agentInArguments(toolArgumentsOf(node.span)) ?? agentInToolName(tool);
  return { name: named ?? (isGeneralDelegation(tool) ? undefined : tool) };
}

function ownersOf(
  forest: Forest,
  openings: ReadonlyMap<number, Opening>,
  isSameWork: (index: number, parent: Activation) => boolean,
  open: (index: number, parent: Activation | undefined) => Activation,
): (Activation | undefined)[] {
  const owners: (Activation | undefined)[] = [];
  forest.forEach((node, index) => {
    const parent = node.parent === NONE ? undefined : atWork(owners[node.parent], node.span.startMs);
    const isOpening = openings.has(index) && (parent === undefined || !isSameWork(index, parent));
    owners.push(isOpening ? open(index, parent) : parent);
  });
  return owners;
}

/**
 * Who was at work then: an instrumentation that forgets to leave a worker's span puts under it what its caller, whose own
 * is still open, does next.
 */
function atWork(owner: Activation | undefined, atMs: number): Activation | undefined {
  let at = owner;
  while (at !== undefined && !isOpen(at, atMs)) at = at.parent;
  return at ?? owner;
}

const isOpen = ({ startMs, endMs }: Activation, atMs: number): boolean =>
  startMs - TOLERANCE_MS <= atMs && atMs <= endMs + TOLERANCE_MS;

const opened = (forest: Forest, index: number, { name, vague }: Opening, id: number): Activation => {
  const span = forest[index]?.span;
  return {
    id,
    ...(name !== undefined && { name }),
    teams: [],
    vague: vague === true,
    node: index,
    startMs: span?.startMs ?? 0,
    endMs: span?.endMs ?? 0,
    failed: span !== undefined && hasFailed(span),
    calls: [],
    holds: false,
    silent: false,
    traceId: span?.traceId ?? '',
  };
};
