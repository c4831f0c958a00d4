import type { AgentId, AnswerRef, ControlFact, PartRef } from '#events';
import type { Activation, Move, View } from './view.js';

export type Ask = Extract<Move, { move: 'ask' }>;
export type Say = Extract<Move, { move: 'say' }>;

/** An answer that was given, with what it counts as in a vote. */
export interface GivenAnswer extends AnswerRef {
  readonly key: string;
  readonly round: number;
}

const activationOf = (view: View, ask: Ask): Activation | undefined =>
  view.activations.findLast(
    (one) => one.agentId === ask.agentId && one.round === ask.round && one.purpose === ask.purpose,
  );

/** What is left of these asks: those not carried out yet, none while one is open, undefined when all are closed. */
export function outstanding(view: View, asks: readonly Ask[]): readonly Ask[] | undefined {
  const missing = asks.filter((ask) => activationOf(view, ask) === undefined);
  if (missing.length > 0) return missing;
  return asks.some((ask) => activationOf(view, ask)?.outcome.status === 'open') ? [] : undefined;
}

/** Those that were not sent yet. */
export const unsaid = (view: View, says: readonly Say[]): readonly Say[] =>
  says.filter((say) => !view.messages.some((sent) => isSame(sent, say)));

type Saying = Pick<Say, 'from' | 'kind' | 'round' | 'part'>;
const isSame = (a: Saying, b: Saying): boolean =>
  a.from === b.from &&
  a.kind === b.kind &&
  a.round === b.round &&
  a.part.turnId === b.part.turnId &&
  a.part.index === b.part.index;

/** The latest round that was begun, and 1 before any. */
export const currentRound = (view: View): number =>
  view.activations.reduce((max, { round }) => Math.max(max, round), 1);

/** Agents that have failed in a round up to this one: they are missing from then on. */
export function lostBy(view: View, round: number): ReadonlySet<AgentId> {
  const failed = view.activations.filter((one) => one.round <= round && one.outcome.status === 'failed');
  return new Set(failed.map((one) => one.agentId));
}

/** One thing that an activation said in its last turn. */
export interface Statement {
  readonly agentId: AgentId;
  readonly round: number;
  readonly part: PartRef;
  readonly control: ControlFact;
}

export function statementsOf({ agentId, round, outcome }: Activation): readonly Statement[] {
  if (outcome.status !== 'done') return [];
  const { turnId, controls } = outcome;
  return controls.map((control) => ({ agentId, round, part: { turnId, index: control.index }, control }));
}

/** The answer that an activation gave: the last one, where it gave several. */
export const answerOf = (activation: Activation): GivenAnswer | undefined =>
  statementsOf(activation)
    .flatMap(({ agentId, round, part, control }) =>
      control.kind === 'submit_answer' ? { agentId, part, key: control.key, round } : [],
    )
    .at(-1);

/** All answers in the order of submission that no race decides: by round, then by member. */
export const answersInOrder = (view: View): readonly GivenAnswer[] =>
  view.team
    .flatMap(({ agentId }) => view.activations.filter((activation) => activation.agentId === agentId))
    .flatMap((activation) => answerOf(activation) ?? [])
    .toSorted((a, b) => a.round - b.round);

/** Each member's latest answer in a round up to this one, in member order. */
export function latestAnswers(view: View, round: number): readonly GivenAnswer[] {
  const answers = answersInOrder(view).filter((answer) => answer.round <= round);
  return view.team.flatMap(({ agentId }) => answers.findLast((answer) => answer.agentId === agentId) ?? []);
}

export const refOf = ({ agentId, part }: AnswerRef): AnswerRef => ({ agentId, part });
