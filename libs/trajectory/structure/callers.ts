import { hasToolFailed, toolArgumentsOf } from '../reading/tool-run.js';
import type { Activation } from './activations.js';
import { isGeneralDelegation, isHandoffTool, namesAgent, sameName } from './agent-names.js';
import type { Forest } from './forest.js';
import { placeFrom } from './place-from.js';
import { TOLERANCE_MS } from './tolerance.js';

/** Who let an agent work, and through which tool. */
export interface Caller {
  readonly by: Activation;
  readonly tool?: number;
}

/** It called a model, or died before it could: what never does is a container, not an agent. */
export const acts = ({ calls, failed, tool, holds, silent }: Activation): boolean =>
  calls.length > 0 || silent || (failed && tool !== undefined && !holds);

/**
 * The callers of the activations: the nearest agent around them, past containers. Where instrumentation lost that link,
 * a tool span of another agent that was open all the while and is named like the agent stands for the call.
 */
export function callersOf(
  forest: Forest,
  activations: readonly Activation[],
  owners: readonly (Activation | undefined)[],
): ReadonlyMap<Activation, Caller> {
  const callers = new Map<Activation, Caller>();
  for (const activation of activations) {
    const caller = around(activation, callers, owners);
    if (caller !== undefined) callers.set(activation, caller);
  }
  for (const { activation, tool } of callsBeside(
    forest,
    activations,
    callTools(forest, activations, owners),
    callers,
  )) {
    callers.set(activation, { by: tool.owner, tool: tool.node });
  }
  for (const { activation, tool } of lostCalls(forest, activations, callTools(forest, activations, owners), callers)) {
    callers.set(activation, { by: tool.owner, tool: tool.node });
  }
  return callers;
}

function around(
  activation: Activation,
  callers: ReadonlyMap<Activation, Caller>,
  owners: readonly (Activation | undefined)[],
): Caller | undefined {
  const { tool } = activation;
  const parent = surrounding(activation, owners);
  if (parent === undefined || parent === activation) return undefined;
  const above = acts(parent) ? { by: parent } : callers.get(parent);
  if (above === undefined) return undefined;
  const way = tool ?? above.tool;
  return { by: above.by, ...(way !== undefined && { tool: way }) };
}

/** Who used the tool through which it was called, or else whose span is around it. */
function surrounding(activation: Activation, owners: readonly (Activation | undefined)[]): Activation | undefined {
  const { tool, parent } = activation;
  const user = tool === undefined ? undefined : owners[tool];
  return user !== undefined && user !== activation && acts(user) ? user : (parent ?? user);
}

interface CallTool {
  readonly node: number;
  readonly owner: Activation;
  readonly startMs: number;
  readonly endMs: number;
}

/** Tool spans of agents that nobody is known to have been called through, hand-offs apart. */
function callTools(
  forest: Forest,
  activations: readonly Activation[],
  owners: readonly (Activation | undefined)[],
): readonly CallTool[] {
  const ways = new Set(activations.flatMap(({ tool }) => tool ?? []));
  const tools = forest.flatMap(({ reading, span: { startMs, endMs } }, node) => {
    const owner = owners[node];
    const isCall = reading.role === 'tool' && !ways.has(node) && !isHandoffTool(reading.tool ?? '');
    const isFree = isCall && owner !== undefined && acts(owner);
    return isFree ? [{ node, owner, startMs, endMs }] : [];
  });
  return tools.sort((a, b) => a.startMs - b.startMs);
}

/** So many tool spans before are looked at. */
const LOOKED_BACK = 50;

/** Work right inside its caller's, after a tool span of the caller that is named like it: the tool was the call. */
function* callsBeside(
  forest: Forest,
  activations: readonly Activation[],
  tools: readonly CallTool[],
  callers: ReadonlyMap<Activation, Caller>,
): Generator<{ readonly activation: Activation; readonly tool: CallTool }> {
  const used = new Set<CallTool>();
  const byOwner = Map.groupBy(tools, ({ owner }) => owner);
  for (const activation of activations) {
    const caller = callers.get(activation);
    if (caller === undefined || caller.tool !== undefined || !acts(activation)) continue;
    const own = byOwner.get(caller.by) ?? [];
    const next = placeFrom(own, activation.startMs + TOLERANCE_MS);
    const before = own.slice(Math.max(0, next - LOOKED_BACK), next);
    const tool = before.findLast((one) => !used.has(one) && meansIt(forest, one, activation));
    if (tool === undefined) continue;
    used.add(tool);
    yield { activation, tool };
  }
}

/** Each tool span stands for one activation; both are gone through by their start. */
function* lostCalls(
  forest: Forest,
  activations: readonly Activation[],
  tools: readonly CallTool[],
  callers: ReadonlyMap<Activation, Caller>,
): Generator<{ readonly activation: Activation; readonly tool: CallTool }> {
  let place = 0;
  let open: CallTool[] = [];
  for (const activation of activations.toSorted((a, b) => a.startMs - b.startMs)) {
    if (!acts(activation) || callers.has(activation)) continue;
    for (; (tools[place]?.startMs ?? Infinity) - TOLERANCE_MS <= activation.startMs; place++)
      open.push(...tools.slice(place, place + 1));
    open = open.filter(({ endMs }) => activation.startMs <= endMs + TOLERANCE_MS);
    const tool = open.find((candidate) => standsFor(forest, candidate, activation));
    if (tool === undefined) continue;
    open = open.filter((candidate) => candidate !== tool);
    yield { activation, tool };
  }
}

const standsFor = (forest: Forest, tool: CallTool, activation: Activation): boolean =>
  activation.endMs <= tool.endMs + TOLERANCE_MS && meansIt(forest, tool, activation);

function meansIt(forest: Forest, tool: CallTool, activation: Activation): boolean {
  const { span, reading } = forest[tool.node] ?? {};
  if (span === undefined || activation.name === undefined || sameName(tool.owner.name, activation.name)) return false;
  const [name, given] = [reading?.tool ?? '', toolArgumentsOf(span)];
  if (namesAgent(name, given, activation.name)) return true;
  return given === undefined && isGeneralDelegation(name) && isDuring(tool, activation);
}

/** A tool that lets any agent work, and whose arguments are not told, means whoever works meanwhile. */
const isDuring = (tool: CallTool, { startMs, endMs }: Activation): boolean =>
  startMs + TOLERANCE_MS >= tool.startMs && endMs <= tool.endMs + TOLERANCE_MS;

/** The caller got an error in place of a report. */
export function hasDied(forest: Forest, { failed, calls }: Activation, { tool }: Caller): boolean {
  const way = tool === undefined ? undefined : forest[tool];
  if (failed || (calls.at(-1)?.failed ?? false)) return true;
  return way !== undefined && hasToolFailed(way.span);
}
