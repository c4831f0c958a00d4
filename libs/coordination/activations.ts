import type { AgentId, AnswerRef, ControlFact, PartRef } from '#events';
import type { Activation, View } from './view.js';

/** An answer that was given, with what it counts as in a vote. */
export interface GivenAnswer extends AnswerRef {
  readonly key: string;
  readonly round: number;
}

/** The latest round that was begun, and 1 before any. */
export const currentRound = (view: View): number =>
  view.activations.reduce((max, { round }) => Math.max(max, round), 1);

export type FailedActivation = Activation & { readonly outcome: { readonly status: 'failed' } };
export const hasFailed = (activation: Activation): activation is FailedActivation =>
  activation.outcome.status === 'failed';

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

type Past = Pick<View, 'team' | 'activations'>;

/** All answers in the order of submission that no race decides: by round, then by member. */
export function answersInOrder({ team, activations }: Past): readonly GivenAnswer[] {
  const byMember = Map.groupBy(activations, ({ agentId }) => agentId);
  return team
    .flatMap(({ agentId }) => byMember.get(agentId) ?? [])
    .flatMap((activation) => answerOf(activation) ?? [])
    .toSorted((a, b) => a.round - b.round);
}

/** The same, of a story that goes on: asked when a round has closed, it looks at each activation once. */
export function answersSoFar({ team, activations }: Past): () => readonly GivenAnswer[] {
  const answers: GivenAnswer[] = [];
  let seen = 0;
  return () => {
    answers.push(...answersInOrder({ team, activations: activations.slice(seen) }));
    seen = activations.length;
    return answers;
  };
}

/** Each member's latest answer in a round up to this one, in member order. */
export const latestAnswers = (past: Past, round: number): readonly GivenAnswer[] =>
  latestOf(
    answersInOrder(past).filter((answer) => answer.round <= round),
    past.team,
  );

/** Each member's latest of these answers, in member order. */
export function latestOf(answers: readonly GivenAnswer[], team: View['team']): readonly GivenAnswer[] {
  const latest = new Map(answers.map((answer) => [answer.agentId, answer]));
  return team.flatMap(({ agentId }) => latest.get(agentId) ?? []);
}

export const refOf = ({ agentId, part }: AnswerRef): AnswerRef => ({ agentId, part });
