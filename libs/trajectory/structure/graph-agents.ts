import { graphAgentOf } from '../reading/graph-path.js';
import { NONE, type Forest } from './forest.js';
import type { ModelCall } from './model-call.js';

/** Nodes and graphs that LangGraph and LangChain name themselves: plumbing inside one agent. */
const PLUMBING: ReadonlySet<string> = new Set([
  'agent',
  'tools',
  'model',
  'call_model',
  'call_agent',
  'model_request',
  'generate_structured_response',
  'LangGraph',
  'RunnableSequence',
  '__start__',
]);

export const isPlumbing = (name: string): boolean => PLUMBING.has(name);

/**
 * Which spans open the work of an agent in a LangGraph, and its name. A graph in which one node talks to the model is an
 * agent; in a graph of several such nodes, each node is.
 */
export function graphAgents(forest: Forest, calls: readonly ModelCall[]): ReadonlyMap<number, string | undefined> {
  const graphs = graphRuns(forest);
  const places = placesIn(forest, graphs);
  hearNodes(forest, graphs, places);
  const openers = new Map<number, string | undefined>();
  for (const { node } of calls) {
    const place = places[node];
    if (place === undefined) continue;
    const [graph, visit] = place;
    if (isAgent(forest, graphs.get(graph) ?? NO_GRAPH, visit)) openers.set(graph, nameOfGraph(forest, graph));
    else openers.set(visit, forest[visit]?.reading.graphPath?.at(-1)?.node);
  }
  return openers;
}

interface Graph {
  /** Nodes that talk to a model themselves. */
  readonly speaking: Set<string>;
  /** Nodes with graphs in them. */
  readonly holding: Set<string>;
}

const NO_GRAPH: Graph = { speaking: new Set(), holding: new Set() };

/** The graph runs: spans with a child one level deeper in the namespace. */
function graphRuns(forest: Forest): Map<number, Graph> {
  const graphs = new Map<number, Graph>();
  forest.forEach((_, index) => {
    const graph = entryTo(forest, index);
    if (graph !== undefined && !graphs.has(graph)) graphs.set(graph, { speaking: new Set(), holding: new Set() });
  });
  return graphs;
}

/** Notes for each graph which of its nodes talk to a model, and which hold graphs. */
function hearNodes(forest: Forest, graphs: ReadonlyMap<number, Graph>, places: readonly (Place | undefined)[]): void {
  forest.forEach(({ reading }, index) => {
    const place = reading.role === 'model' || graphs.has(index) ? places[index] : undefined;
    if (place === undefined) return;
    const [graph, visit] = place;
    const node = forest[visit]?.reading.graphPath?.at(-1)?.node ?? '';
    const { speaking, holding } = graphs.get(graph) ?? NO_GRAPH;
    (reading.role === 'model' ? speaking : holding).add(node);
  });
}

/** The graph that the span is a visited node of: its parent, one level up. */
function entryTo(forest: Forest, index: number): number | undefined {
  const node = forest[index];
  const path = node?.reading.graphPath;
  if (node === undefined || path === undefined || path.length === 0 || node.parent === NONE) return undefined;
  const above = forest[node.parent]?.reading.graphPath ?? [];
  return above.length === path.length - 1 ? node.parent : undefined;
}

/** The graph run that a span is in, and the visited node through which it is. */
type Place = readonly [graph: number, visit: number];

/** By span; undefined outside, and below tools. */
function placesIn(forest: Forest, graphs: ReadonlyMap<number, Graph>): readonly (Place | undefined)[] {
  const places: (Place | undefined)[] = [];
  forest.forEach(({ parent }, index) => {
    if (graphs.has(parent) && entryTo(forest, index) === parent) places.push([parent, index]);
    else places.push(forest[parent]?.reading.role === 'tool' ? undefined : places[parent]);
  });
  return places;
}

function isAgent(forest: Forest, { speaking, holding }: Graph, visit: number): boolean {
  if ([...speaking].every(isPlumbing)) return true;
  const isNested = (forest[visit]?.reading.graphPath?.length ?? 0) > 1;
  return isNested && speaking.size === 1 && holding.size === 0;
}

/**
 * A graph that says of itself that it is an agent has its own name. Else the node that holds the graph is named by
 * whoever built the team, unless it is plumbing.
 */
function nameOfGraph(forest: Forest, graph: number): string | undefined {
  const node = forest[graph];
  if (node === undefined) return undefined;
  const { agent, label, graphPath = [] } = node.reading;
  const own = agent ?? label ?? node.span.name;
  if (graphAgentOf(node.span.attributes) === own) return own;
  return [graphPath.at(-1)?.node, own].find((name) => name !== undefined && !isPlumbing(name));
}
