import { known } from '../known.js';
import { answerIn } from '../reading/answer.js';
import { wantsTools } from '../reading/finish-reason.js';
import type { Handoff } from '../reading/reading.js';
import { toolArgumentsOf } from '../reading/tool-run.js';
import type { Activation } from './activations.js';
import { agentInArguments, agentInToolName, isHandoffTool, sameName } from './agent-names.js';
import { begunBetween, type BegunBetween } from './begun-calls.js';
import { acts, type Caller } from './callers.js';
import { areSeveralAtOnce, companyOf, freeWork, type Company } from './company.js';
import type { Forest } from './forest.js';
import { placeFrom } from './place-from.js';
import type { Schedule } from './schedule.js';
import { TOLERANCE_MS } from './tolerance.js';

/** An agent gave the floor away. */
export interface Given {
  readonly from: Activation;
  /** Name of the agent that was meant, if it is told. */
  readonly to?: string;
  readonly atMs: number;
  readonly node?: number;
  /** The work that followed from it, where the trace has it. */
  readonly taker?: Activation;
  /** Another span has reported it. */
  readonly repeated?: true;
  /** No content shows it: a tool was asked for of which no span tells, and another agent worked next. */
  readonly guessed?: true;
}

/** What hand-offs are looked for in. */
export interface Team {
  readonly forest: Forest;
  readonly activations: readonly Activation[];
  readonly owners: readonly (Activation | undefined)[];
  readonly callers: ReadonlyMap<Activation, Caller>;
  readonly schedule: Schedule;
}

export interface Handoffs {
  readonly given: readonly Given[];
  /** Their spans, those that report one again included. */
  readonly nodes: ReadonlySet<number>;
}

/**
 * The hand-offs of a team: spans for them, tools that are named so and hold no agent's work, and calls that a model asked
 * for without a span. Each is matched with the next work of the agent it names; a tool that names no agent of the team
 * is a tool.
 */
export function handoffsOf(team: Team): Handoffs {
  const { forest, activations, callers, schedule } = team;
  const ways = new Set([...callers.values()].flatMap(({ tool }) => tool ?? []));
  const spanned = forest.flatMap((_, node) => (ways.has(node) ? [] : spannedHandoff(team, node)));
  const givers = new Set(spanned.map(({ from }) => from));
  const users = toolUsers(team);
  const isGuessing = canGuess(team);
  const asked = activations.flatMap((activation) =>
    givers.has(activation)
      ? []
      : askedHandoffs(activation, users, isGuessing).map((one) => ({
          ...one,
          ...known({ to: memberMeant(schedule, one.to) }),
        })),
  );
  const handoffs = meantAmong(matched([...spanned, ...asked], team), team);
  return {
    given: handoffs.filter(({ repeated }) => repeated !== true),
    nodes: new Set(handoffs.flatMap(({ node }) => node ?? [])),
  };
}

/** Those for which there is a span, that name an agent of the team, or that were asked for together with one that does. */
function meantAmong(handoffs: readonly Given[], { forest, schedule }: Team): readonly Given[] {
  const between = begunBetween();
  const sure = new Set(handoffs.filter((one) => isHandoffSpan(forest, one.node) || isMeant(one, schedule, between)));
  const byGiver = Map.groupBy(sure, ({ from }) => from);
  return handoffs.filter((one) => sure.has(one) || isBeside(one, byGiver.get(one.from)?.at(-1), between));
}

/** It names an agent of the team; or it names none, another works next, and the giver did not go on before. */
function isMeant({ from, to, taker, atMs }: Given, schedule: Schedule, between: BegunBetween): boolean {
  if (to !== undefined) return taker !== undefined || schedule.of(to).length > 0;
  return taker !== undefined && !between(from.calls, atMs, taker.startMs);
}

/** Of several agents that are handed the floor at once, some frameworks let only one take it. */
const isBeside = ({ from, to, atMs }: Given, sure: Given | undefined, between: BegunBetween): boolean =>
  to !== undefined && sure !== undefined && !between(from.calls, Math.min(atMs, sure.atMs), Math.max(atMs, sure.atMs));

const isHandoffSpan = (forest: Forest, node: number | undefined): boolean =>
  node !== undefined && forest[node]?.reading.role === 'handoff';

function spannedHandoff({ forest, owners, schedule }: Team, node: number): readonly Given[] {
  const span = forest[node]?.span;
  const handoff = handoffIn(forest, node);
  if (handoff === undefined || span === undefined) return [];
  const giver = owners[node];
  const work = handoff.from === undefined ? [] : schedule.of(handoff.from);
  const from = giver !== undefined && acts(giver) ? giver : work[placeFrom(work, span.startMs) - 1];
  if (from === undefined) return [];
  return [{ from, ...known({ to: memberMeant(schedule, handoff.to) }), atMs: span.startMs, node }];
}

const NUMBERED = /_\d+$/;

/** Frameworks number the tools for hand-offs of one agent: `billing_1` is `billing`, unless somebody is called so. */
export function memberMeant(schedule: Schedule, to: string | undefined): string | undefined {
  const plain = to?.replace(NUMBERED, '');
  return to !== undefined && schedule.of(to).length === 0 && schedule.of(plain).length > 0 ? plain : to;
}

function handoffIn(forest: Forest, node: number): Handoff | undefined {
  const at = forest[node];
  if (at === undefined || at.reading.role === 'handoff') return at?.reading.handoff;
  const { role, tool = '' } = at.reading;
  if (role !== 'tool' || !isHandoffTool(tool)) return undefined;
  return known({ to: agentInArguments(toolArgumentsOf(at.span)) ?? agentInToolName(tool) });
}

/** Agents that work at once, or one after the other under a lead, have other ways than to hand the floor over. */
function canGuess({ schedule, callers }: Team): boolean {
  const free = freeWork(schedule, callers);
  return !areSeveralAtOnce(free) && !LED.has(companyOf(free));
}

const LED: ReadonlySet<Company> = new Set(['star', 'led_rounds']);

/**
 * What the activation's last answer asked for. Without content, an answer that asked for tools of which none ran may have
 * been one: whether work of another follows will tell.
 */
function askedHandoffs(
  from: Activation,
  users: ReadonlyMap<Activation, number>,
  isGuessing: boolean,
): readonly Given[] {
  const span = from.calls.at(-1)?.span;
  if (span === undefined) return [];
  const { text, calls } = answerIn(span);
  if (text === '' && calls.length === 0) {
    const ranTools = (users.get(from) ?? -Infinity) >= span.endMs - TOLERANCE_MS;
    return isGuessing && wantsTools(span) && !ranTools ? [{ from, atMs: span.endMs, guessed: true }] : [];
  }
  return calls
    .filter(({ name }) => isHandoffTool(name))
    .map(({ name, arguments: given }) => ({
      from,
      ...known({ to: agentInArguments(given) ?? agentInToolName(name) }),
      atMs: span.endMs,
    }));
}

/** When each last began to use a tool. */
function toolUsers({ forest, owners }: Team): ReadonlyMap<Activation, number> {
  const users = new Map<Activation, number>();
  forest.forEach(({ reading, span }, node) => {
    const owner = owners[node];
    if (reading.role !== 'tool' || owner === undefined) return;
    users.set(owner, Math.max(users.get(owner) ?? -Infinity, span.startMs));
  });
  return users;
}

/** So many works are looked at for one that can have followed. */
const LOOK_AHEAD = 200;

/** In the order of time; a hand-off that is reported twice is one. */
function matched(handoffs: readonly Given[], { schedule, callers }: Team): readonly Given[] {
  const taken = new Map<Activation, Activation>();
  const known: Given[] = [];
  for (const handoff of handoffs.toSorted((a, b) => a.atMs - b.atMs)) {
    const work = schedule.of(handoff.to);
    const first = placeFrom(work, handoff.atMs - TOLERANCE_MS);
    const candidates = work.slice(first, first + LOOK_AHEAD).filter((one) => canTake(one, handoff, callers));
    const next = candidates.findIndex((candidate) => !taken.has(candidate));
    const before = next < 0 ? candidates.at(-1) : candidates[next - 1];
    if (before !== undefined && taken.get(before) === handoff.from) {
      known.push({ ...handoff, taker: before, repeated: true });
      continue;
    }
    const taker = candidates[next];
    if (taker !== undefined) taken.set(taker, handoff.from);
    known.push({ ...handoff, ...(taker && { taker }) });
  }
  return known;
}

/** It was not called through a tool, and is not the giver itself; of agents without names a guess cannot tell that. */
const canTake = (candidate: Activation, { from, guessed }: Given, callers: ReadonlyMap<Activation, Caller>): boolean =>
  candidate !== from &&
  callers.get(candidate)?.tool === undefined &&
  !sameName(candidate.name, from.name) &&
  (guessed !== true || (candidate.name !== undefined && from.name !== undefined));
