import type { AnswerRef, Parameters } from '#events';
import { answersInOrder, currentRound, hasFailed, latestAnswers } from '../activations.js';
import type { Architecture } from '../architecture.js';
import { debated, purposeIn, ROUNDS, TURNS, winnersOf } from '../debate.js';
import { parametersOf } from '../mechanism.js';
import { REVIEWED_ANSWERS, SHARED_ANSWER } from '../mechanisms.js';
import { valueOf, type ParameterInfo } from '../parameters.js';
import { replay } from '../protocol.js';
import { tally } from '../tally.js';
import { membersNamed } from '../team.js';
import type { View } from '../view.js';

const AGENTS: ParameterInfo = {
  name: 'agents',
  meaning: 'peers in the team',
  default: 3,
  min: 1,
  max: 64,
  source: 'paper',
};
const MECHANISMS = [SHARED_ANSWER, REVIEWED_ANSWERS];

/** Peers answer alone, then debate with each other's whole answers before them; the majority of the final ones wins. */
export const decentralized: Architecture = {
  name: 'decentralized',
  description: 'Peers answer alone, then read and answer each other in rounds; the majority of the final answers wins.',
  parameters: [AGENTS, ROUNDS, TURNS, ...parametersOf(MECHANISMS)],
  purposes: ['solve', 'debate'],
  mechanisms: MECHANISMS,
  sizedBy: AGENTS.name,
  team: (parameters: Parameters) => membersNamed('peer', valueOf(parameters, AGENTS), 'peer'),
  next: (view) => replay(view, debated),
  best,
};

/** The vote as of the last closed round, else as far as there are answers; whoever was lost since keeps theirs. */
function best(view: View): readonly AnswerRef[] {
  const round = currentRound(view);
  const closed = isClosed(view, round) ? round : round - 1;
  const ballots = [closed, round].map((last) => latestAnswers(view, last)).find((answers) => answers.length > 0);
  return ballots === undefined ? [] : winnersOf(tally(round, ballots, answersInOrder(view)));
}

/** Whether everybody who was there when a round began has answered or failed in it. */
function isClosed({ team, activations }: View, round: number): boolean {
  const lost = activations.filter((one) => one.round < round && hasFailed(one));
  const held = activations.filter((one) => one.round === round && one.purpose === purposeIn(round));
  return held.length === team.length - lost.length && held.every(({ outcome }) => outcome.status !== 'open');
}
