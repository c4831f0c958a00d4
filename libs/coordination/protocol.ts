import type { AgentId, Role } from '#events';
import { hasFailed, type FailedActivation } from './activations.js';
import type { Activation, Move, Purpose, View } from './view.js';

type Ask = Extract<Move, { move: 'ask' }>;
export type Say = Extract<Move, { move: 'say' }>;
type Tell = Say | Extract<Move, { move: 'tally' }>;

/** What a rule does next: it tells something, then gives these agents the floor at the same time. */
interface Stage {
  readonly tells: readonly Tell[];
  readonly asks: readonly Ask[];
}

/**
 * A rule told as one story from the start of a run, which is played again for every view. It yields a stage and is given
 * the activations of its asks, in their order, once all of them are closed; in the end it returns what it came to. It
 * may act on nothing but these and its table, and so tells the same story every time, as far as the view has got.
 */
export type Protocol<T = readonly Move[]> = Generator<Stage, T, readonly Activation[]>;

/** What a rule may look at: the team, and what the stages up to now have led to. */
export interface Table extends Pick<View, 'team' | 'parameters'> {
  readonly activations: readonly Activation[];
  /** By what each agent was lost that has failed: it is missing from then on. */
  readonly lost: ReadonlyMap<AgentId, FailedActivation>;
}

/** Whoever is still there, of one role where it is given. */
export const presentAt = ({ team, lost }: Table, only?: Role): readonly AgentId[] =>
  team.flatMap(({ agentId, role }) => (lost.has(agentId) || role !== (only ?? role) ? [] : agentId));

/** Why, when and for how long agents get the floor. */
export interface Floor {
  readonly round: number;
  readonly purpose: Purpose;
  readonly turns: number;
}

/** Gives these agents the floor, in member order, and waits for all of them. */
export function* floor(
  { team }: Table,
  agents: readonly AgentId[],
  { round, purpose, turns }: Floor,
): Protocol<readonly Activation[]> {
  const asks = team
    .filter(({ agentId }) => agents.includes(agentId))
    .map(({ agentId }) => ({ move: 'ask', agentId, round, purpose, turns }) as const);
  return yield { tells: [], asks };
}

/** Tells before anybody gets the floor again, or before the end. */
export function* tell(tells: readonly Tell[]): Protocol<void> {
  yield { tells, asks: [] };
}

/**
 * The moves that are due in a view that earlier ones of this rule have led to. No stage is begun before the last one has
 * closed, so activations, messages and votes of a view stand in the order in which the story has them.
 */
export function replay(view: View, rule: (table: Table) => Protocol): readonly Move[] {
  const closed: Activation[] = [];
  const unsent = unsentIn(view);
  const due: Tell[] = [];
  const lost = new Map<AgentId, FailedActivation>();
  const story = rule({ team: view.team, parameters: view.parameters, activations: closed, lost });
  let step = story.next();
  while (step.done !== true) {
    const { tells, asks } = step.value;
    due.push(...unsent(tells));
    const held = view.activations.slice(closed.length, closed.length + asks.length);
    const isWaiting = held.length < asks.length || held.some(({ outcome }) => outcome.status === 'open');
    if (isWaiting) return [...due, ...asks.slice(held.length)];
    closed.push(...held);
    for (const failed of held.filter(hasFailed)) lost.set(failed.agentId, failed);
    step = story.next(held);
  }
  return [...due, ...step.value];
}

/** Leaves out as many as a view has already, kind by kind. */
function unsentIn({ messages, votes }: View): (tells: readonly Tell[]) => readonly Tell[] {
  const sent = { say: messages.length, tally: votes.length };
  return (tells) => tells.filter(({ move }) => sent[move]-- <= 0);
}
