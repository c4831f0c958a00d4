import type { Span } from '../otlp/span.js';
import { nameAgents } from './name-agents.js';
import { staffing, type Activation, type Staffing } from './activations.js';
import type { AskedCall } from '../reading/speech.js';
import { agentInArguments, agentInToolName, isHandoffTool, plainName } from './agent-names.js';
import { acts, callersOf } from './callers.js';
import { chainAgents } from './chain-agents.js';
import { crewOf } from './crew.js';
import {
  agentMeant,
  delegations,
  diesWithFloor,
  handoffMessages,
  unseenExchange,
  type Members,
} from './delegations.js';
import { ownersByAsking } from './askers.js';
import { faultsOf, finalFailures, type SpanFault } from './faults.js';
import { forestOf, NONE, type Forest } from './forest.js';
import { graphAgents } from './graph-agents.js';
import { handoffsOf, memberMeant, type Given, type Handoffs, type Team } from './handoffs.js';
import type { ModelCall } from './model-call.js';
import { modelCallsOf } from './model-calls.js';
import type { Company } from './company.js';
import { ownMessages } from './own-messages.js';
import { peersOf } from './peers.js';
import { placeFrom } from './place-from.js';
import { scheduleOf } from './schedule.js';
import type { TeamMessage } from './team-message.js';
import { namedByAnswer } from './tool-names.js';
import { askedRuns, toolRun, toolSpans, type ToolRun } from './tool-runs.js';
import { TOLERANCE_MS } from './tolerance.js';

/** What the spans of one run show. */
export interface Analysis {
  readonly forest: Forest;
  readonly calls: readonly ModelCall[];
  readonly activations: readonly Activation[];
  readonly toolRuns: readonly ToolRun[];
  readonly messages: readonly TeamMessage[];
  readonly handoffs: readonly Given[];
  /** Of the hand-offs those that are taken for delegations though their taker died before that could be seen. */
  readonly undecided: number;
  readonly company: Company;
  /** Messages among peers name no receivers, of which there would be too many. */
  readonly crowded: boolean;
  readonly faults: readonly SpanFault[];
}

export function analysisOf(spans: readonly Span[]): Analysis {
  const forest = forestOf(spans);
  const calls = modelCallsOf(forest);
  const staff = staffing(forest, calls, openersOf(forest, calls));
  if (calls.length === 0) actWithoutCalls(forest, staff);
  const crew = crewOf(forest, calls, staff);
  const { activations } = crew;
  nameAgents(forest, activations);
  const owners = ownersByAsking(forest, activations, crew.owners);
  const callers = callersOf(forest, activations, owners);
  const team = { forest, activations, owners, callers, schedule: scheduleOf(activations) };
  const handoffs = handoffsOf(team);
  const { company, messages: amongPeers, crowded } = peersOf(team, handoffs.given);
  const { runs, unseen } = toolsOf(team, handoffs);
  const inferred = [
    ...delegations(team, handoffs.given),
    ...unseen,
    ...handoffMessages(team, handoffs.given),
    ...amongPeers,
  ];
  const own = ownMessages(forest, owners);
  return {
    forest,
    calls,
    activations,
    toolRuns: runs,
    messages: (own ?? inferred).toSorted((a, b) => a.atMs - b.atMs),
    handoffs: own === undefined ? handoffs.given : [],
    undecided: handoffs.given.filter((handoff) => diesWithFloor(team, handoffs.given, handoff)).length,
    company: own === undefined ? company : 'alone',
    crowded: own === undefined && crowded,
    faults: faultsOf(forest, owners, failedNodes(activations, runs)),
  };
}

/** Where no agent's span is told as one. */
const openersOf = (forest: Forest, calls: readonly ModelCall[]): ReadonlyMap<number, string | undefined> =>
  new Map([...chainAgents(forest, calls), ...graphAgents(forest, calls)]);

/** Where no span shows a model call, agents' spans act: those that hold no other, and those that run tools. */
function actWithoutCalls(forest: Forest, { activations, owners }: Staffing): void {
  const users = new Set(forest.map(({ reading }, node) => (reading.role === 'tool' ? owners[node] : undefined)));
  for (const activation of activations) activation.silent = !activation.holds || users.has(activation);
}

/** The runs of tools, and what went to and fro through tools that stand for agents. */
function toolsOf(team: Team, handoffs: Handoffs): { runs: readonly ToolRun[]; unseen: readonly TeamMessage[] } {
  const { forest, owners, activations } = team;
  const isSpanned = forest.some(({ reading }) => reading.role === 'tool');
  const all = isSpanned
    ? toolSpans(forest, owners, waysOf(team, handoffs.nodes)).flatMap(
        (spans) => toolRun(forest, spans, owners[spans.node]) ?? [],
      )
    : activations.flatMap((agent) => askedRuns(agent, (call) => !isHandover(team, call)));
  const members = membersOf(activations);
  const [runs, unseen]: [ToolRun[], TeamMessage[]] = [[], []];
  for (const run of all) {
    const worker = agentMeant(run, members);
    if (worker === undefined) runs.push(run);
    else if (isSpanned || !hasWorked(team, run, worker)) unseen.push(...unseenExchange(run, worker));
  }
  return { runs: isSpanned ? namedByAnswer(runs) : runs, unseen };
}

/** The worker did so for the agent while the tool ran. */
function hasWorked({ callers, schedule }: Team, { agent, startMs, endMs }: ToolRun, worker: string): boolean {
  const work = schedule.of(worker);
  const first = placeFrom(work, startMs - TOLERANCE_MS);
  return work
    .slice(first, first + LOOK_AHEAD)
    .some((one) => callers.get(one)?.by === agent && one.endMs <= endMs + TOLERANCE_MS);
}

/** So many works are looked at. */
const LOOK_AHEAD = 50;

const membersOf = (activations: readonly Activation[]): Members =>
  new Map(
    activations.filter(acts).flatMap(({ name }) => (name === undefined ? [] : [[plainName(name), name] as const])),
  );

/** The tool is named like a hand-off, and whom it names, if anybody, is of the team. */
function isHandover({ schedule }: Team, { name, arguments: given }: AskedCall): boolean {
  if (!isHandoffTool(name)) return false;
  const to = memberMeant(schedule, agentInArguments(given) ?? agentInToolName(name));
  return to === undefined || schedule.of(to).length > 0;
}

/** Tool spans through which the floor goes to another agent, and those around work of agents. */
function waysOf({ forest, activations, callers }: Team, handoffs: ReadonlySet<number>): ReadonlySet<number> {
  const ways = new Set(handoffs);
  for (const { tool } of callers.values()) if (tool !== undefined) ways.add(tool);
  const working = new Set(
    activations.filter(acts).flatMap(({ node, calls }) => [node, ...calls.map((call) => call.node)]),
  );
  for (let index = forest.length - 1; index >= 0; index--) {
    if (!working.has(index)) continue;
    if (forest[index]?.reading.role === 'tool') ways.add(index);
    const parent = forest[index]?.parent ?? NONE;
    if (parent !== NONE) working.add(parent);
  }
  return ways;
}

/** Spans of calls that failed for good. */
const failedNodes = (activations: readonly Activation[], runs: readonly ToolRun[]): ReadonlySet<number> =>
  new Set([
    ...activations.flatMap((activation) => [...finalFailures(activation)].map(({ node }) => node)),
    ...runs.flatMap(({ ok, node }) => (ok || node === undefined ? [] : [node])),
  ]);
