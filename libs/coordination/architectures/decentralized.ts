import type { AnswerRef, EventData, Parameters } from '#events';
import {
  answersInOrder,
  currentRound,
  latestAnswers,
  lostBy,
  outstanding,
  refOf,
  unsaid,
  type Ask,
  type GivenAnswer,
  type Say,
} from '../activations.js';
import type { Architecture, ParameterInfo } from '../architecture.js';
import { answered, noAnswer, nobodyLeft } from '../endings.js';
import { valueOf } from '../parameters.js';
import { tally } from '../tally.js';
import { membersNamed } from '../team.js';
import type { Move, View } from '../view.js';

const AGENTS: ParameterInfo = {
  name: 'agents',
  meaning: 'peers in the team',
  default: 3,
  min: 1,
  max: 64,
  source: 'paper',
};
const ROUNDS: ParameterInfo = {
  name: 'rounds',
  meaning: 'debate rounds, the first one alone; all of them always run',
  default: 3,
  min: 1,
  max: 100,
  source: 'paper',
};
const TURNS: ParameterInfo = {
  name: 'turnsPerRound',
  meaning: 'turns that each peer may take in a round',
  default: 3,
  min: 1,
  max: 1_000,
  source: 'paper',
};

/** Peers answer alone, then debate with each other's whole answers before them; the majority of the final ones wins. */
export const decentralized: Architecture = {
  name: 'decentralized',
  description: 'Peers answer alone, then read and answer each other in rounds; the majority of the final answers wins.',
  parameters: [AGENTS, ROUNDS, TURNS],
  purposes: ['solve', 'debate'],
  sizedBy: AGENTS.name,
  team: (parameters: Parameters) => membersNamed('peer', valueOf(parameters, AGENTS), 'peer'),
  next,
  best,
};

function next(view: View): readonly Move[] {
  const round = currentRound(view);
  const waiting = outstanding(view, asksOf(view, round));
  if (waiting !== undefined) return waiting;
  if (lostBy(view, round).size === view.team.length) return [nobodyLeft(view)];
  if (round === valueOf(view.parameters, ROUNDS)) return conclude(view, round);
  return [...unsaid(view, saysOf(view, round)), ...asksOf(view, round + 1)];
}

/** Everybody who is still there when the round begins. */
function asksOf(view: View, round: number): readonly Ask[] {
  const lost = lostBy(view, round - 1);
  const purpose = round === 1 ? 'solve' : 'debate';
  const turns = valueOf(view.parameters, TURNS);
  return view.team
    .filter(({ agentId }) => !lost.has(agentId))
    .map(({ agentId }): Ask => ({ move: 'ask', agentId, round, purpose, turns }));
}

/** What was answered in this round, each to all other peers that are still there. */
function saysOf(view: View, round: number): readonly Say[] {
  const lost = lostBy(view, round);
  const present = view.team.filter(({ agentId }) => !lost.has(agentId)).map(({ agentId }) => agentId);
  return latestAnswers(view, round)
    .filter((answer) => answer.round === round)
    .map(({ agentId, part }): Say => {
      const to = present.filter((peer) => peer !== agentId);
      return { move: 'say', from: agentId, to, kind: 'debate', round, part };
    })
    .filter((say) => say.to.length > 0);
}

function conclude(view: View, round: number): readonly Move[] {
  const lost = lostBy(view, round);
  const ballots = latestAnswers(view, round).filter(({ agentId }) => !lost.has(agentId));
  if (ballots.length === 0) return [noAnswer(`no peer that is left has answered in ${round} rounds`)];
  const vote = tally(round, ballots, answersInOrder(view));
  return [{ move: 'tally', vote }, answered(winnersOf(vote, ballots))];
}

/** The winning answer as the first of its voters in member order gave it. */
const winnersOf = (vote: EventData<'VoteTallied'>, ballots: readonly GivenAnswer[]): readonly AnswerRef[] =>
  ballots.filter(({ key }) => key === vote.winner).slice(0, 1);

/** The vote as of the last closed round, else as far as there are answers; whoever was lost since keeps theirs. */
function best(view: View): readonly AnswerRef[] {
  const round = currentRound(view);
  const closed = outstanding(view, asksOf(view, round)) === undefined ? round : round - 1;
  const ballots = [closed, round].map((last) => latestAnswers(view, last)).find((answers) => answers.length > 0);
  return ballots === undefined ? [] : winnersOf(tally(round, ballots, answersInOrder(view)), ballots).map(refOf);
}
