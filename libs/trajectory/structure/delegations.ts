import type { Activation } from './activations.js';
import { agentsSurelyMeant, plainName, sameName } from './agent-names.js';
import { acts, hasDied, type Caller } from './callers.js';
import { isOfLangChain } from './chain-agents.js';
import { NONE, type Forest } from './forest.js';
import type { Given, Team } from './handoffs.js';
import { placeFrom } from './place-from.js';
import { NAMELESS, type TeamMessage } from './team-message.js';
import type { ToolRun } from './tool-runs.js';
import { TOLERANCE_MS } from './tolerance.js';

/**
 * Through tools, and right inside the caller's work: what was handed over instead is no delegation. All that an agent did
 * for one call of a tool is one piece of work.
 */
export function delegations(
  { forest, activations, callers }: Team,
  handoffs: readonly Given[],
): readonly TeamMessage[] {
  const given = new Set(handoffs.flatMap(({ taker }) => taker ?? []));
  const pieces = new Map<string, { caller: Caller; works: Activation[] }>();
  for (const activation of activations) {
    const caller = callers.get(activation);
    if (caller === undefined || !acts(activation) || given.has(activation)) continue;
    if (caller.tool === undefined && sameName(caller.by.name, activation.name)) continue;
    const key = caller.tool === undefined ? `work ${activation.id}` : `tool ${caller.tool} ${activation.name ?? ''}`;
    const piece = pieces.get(key) ?? { caller, works: [] };
    piece.works.push(activation);
    pieces.set(key, piece);
  }
  return [...pieces.values()].flatMap(({ caller, works }) => {
    const [first, last] = [works[0], works.at(-1)];
    if (first === undefined || last === undefined) return [];
    return exchange(caller.by, first, last, hasDied(forest, last, caller));
  });
}

/** A receiver without a name is there all the same. */
const named = (name: string | undefined): readonly string[] => [name ?? NAMELESS];

const exchange = (by: Activation, first: Activation, last: Activation, died: boolean): readonly TeamMessage[] => [
  { from: by.name, to: named(first.name), kind: 'delegate', atMs: first.startMs, said: by },
  { from: last.name, to: named(by.name), kind: died ? 'error' : 'report', atMs: last.endMs, said: last },
];

/** The agent of the team that a run of a tool means, other than the one that ran it. */
export function agentMeant({ name, arguments: given, agent }: ToolRun, members: Members): string | undefined {
  const meant = agentsSurelyMeant(name, given).map((one) => members.get(plainName(one)));
  return meant.find((member) => member !== undefined && member !== agent?.name);
}

/** Names of the agents of a team by their plain names. */
export type Members = ReadonlyMap<string, string>;

/** What such a run tells where no span tells of the worker's work in it: it was asked for, and something came back. */
export function unseenExchange({ agent: by, ok, startMs, endMs }: ToolRun, worker: string): readonly TeamMessage[] {
  if (by === undefined) return [];
  return [
    { from: by.name, to: [worker], kind: 'delegate', atMs: startMs, said: by },
    { from: worker, to: named(by.name), kind: ok ? 'report' : 'error', atMs: endMs },
  ];
}

/**
 * Hand-offs as messages. Where the floor comes back to the giver without being given back, the hand-off was a delegation
 * and its taker has reported: supervisors work so.
 */
export function handoffMessages(team: Team, handoffs: readonly Given[]): readonly TeamMessage[] {
  const backs = Map.groupBy(handoffs, ({ taker, to }) => plainName(taker?.name ?? to ?? ''));
  const returned = handoffs.map(
    (handoff) =>
      isSupervised(team, handoff) || comesBack(team, backs, handoff) || diesWithFloor(team, handoffs, handoff),
  );
  const supervisors = new Set(handoffs.flatMap(({ from }, index) => (returned[index] === true ? from.name : [])));
  return handoffs.flatMap((handoff, index) => {
    const { from, to, taker, atMs } = handoff;
    if (returned[index] === true && taker !== undefined)
      return exchange(from, taker, taker, hasDied(team.forest, taker, { by: from }));
    const kind = supervisors.has(from.name) ? 'delegate' : 'handoff';
    const receiver = taker === undefined ? to : (taker.name ?? NAMELESS);
    return { from: from.name, to: receiver === undefined ? [] : [receiver], kind, atMs, said: from };
  });
}

/** The step that langgraph-supervisor puts around an agent, which brings the floor back. */
const SUPERVISED = 'call_agent';

function isSupervised({ forest }: Team, { taker }: Given): boolean {
  const around = forest[forest[taker?.node ?? NONE]?.parent ?? NONE];
  return (
    around?.reading.graphPath !== undefined && (around.reading.label === SUPERVISED || around.span.name === SUPERVISED)
  );
}

/** The giver works on in the same trace after the taker, and nobody gave it the floor. */
function comesBack({ schedule }: Team, backs: ReadonlyMap<string, readonly Given[]>, { from, taker }: Given): boolean {
  if (taker === undefined || from.name === undefined) return false;
  const resumed = resumption(schedule.of(from.name), from, taker);
  if (resumed === undefined) return false;
  const toGiver = backs.get(plainName(from.name)) ?? [];
  return !toGiver.some(({ from: by, atMs }) => by !== from && atMs >= taker.startMs && atMs <= resumed);
}

/**
 * In a graph the taker died and nobody worked after, so that nothing shows whether the floor would have come back. Of a
 * giver that was itself handed the floor it would not; another is taken for a supervisor.
 */
export function diesWithFloor(team: Team, handoffs: readonly Given[], handoff: Given): boolean {
  const { forest, schedule } = team;
  const { from, taker } = handoff;
  if (taker === undefined || !isInGraph(forest, taker)) return false;
  const isLast = schedule.of(undefined).at(-1) === taker && hasDied(forest, taker, { by: from });
  return isLast && !isSupervised(team, handoff) && !handoffs.some((other) => other.taker === from);
}

const isInGraph = (forest: Forest, { node, calls }: Activation): boolean =>
  forest[node]?.reading.graphPath !== undefined || calls.some(({ span }) => isOfLangChain(span));

/** When the giver's next model call after the taker's end began. */
function resumption(work: readonly Activation[], from: Activation, taker: Activation): number | undefined {
  const after = taker.endMs - TOLERANCE_MS;
  const own = from.calls.find(({ span }) => span.startMs >= after)?.span.startMs;
  const next = work.slice(placeFrom(work, after)).find(({ name }) => name === from.name);
  return own ?? (next?.traceId === taker.traceId ? next.startMs : undefined);
}
