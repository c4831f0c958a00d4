import type { EventData } from '#events';
import { answerOf, answersSoFar, latestOf, refOf, type GivenAnswer } from './activations.js';
import { claimSays, type Claim } from './claim.js';
import { suffices } from './consensus.js';
import { answered, noAnswer, nobodyLeft, noConsensus } from './endings.js';
import { isOn } from './mechanism.js';
import { CONSENSUS_ROUNDS, CONSENSUS_SHARE, SHARED_ANSWER } from './mechanisms.js';
import { valueOf, type ParameterInfo } from './parameters.js';
import { peerVerified } from './peer-verification.js';
import { floor, presentAt, tell, type Protocol, type Say, type Table } from './protocol.js';
import { tally } from './tally.js';
import type { Activation, Move, Purpose } from './view.js';

export const ROUNDS: ParameterInfo = {
  name: 'rounds',
  meaning: 'debate rounds, the first one alone; all of them always run unless consensus is asked for',
  default: 3,
  min: 1,
  max: 100,
  source: 'paper',
};
export const TURNS: ParameterInfo = {
  name: 'turnsPerRound',
  meaning: 'turns that each peer may take in a round',
  default: 3,
  min: 1,
  max: 1_000,
  source: 'paper',
};

type Vote = EventData<'VoteTallied'>;

/** Peers answer alone, then in rounds with each other's answers before them, until a vote over the latest ones stands. */
export function* debated(table: Table): Protocol {
  const answers = answersSoFar(table);
  for (let round = 1; ; round++) {
    const end = yield* debatedOnce(table, round, answers);
    if (end !== undefined) return end;
  }
}

/** One round; the end of the debate, where it has come to one. */
function* debatedOnce(
  table: Table,
  round: number,
  answers: () => readonly GivenAnswer[],
): Protocol<readonly Move[] | undefined> {
  const turns = valueOf(table.parameters, TURNS);
  const held = yield* floor(table, presentAt(table), { round, purpose: purposeIn(round), turns });
  const claims = yield* peerVerified(table, held.flatMap(claimOf), { round, reply: 'reconsider' });
  if (presentAt(table).length === 0) return [nobodyLeft(table)];
  const vote = isVoteDue(table, round) ? voteOver(answers(), table, round) : undefined;
  if (vote !== undefined && stands(table, vote)) return [tallied(vote), answered(winnersOf(vote))];
  if (round === lastRound(table)) return vote === undefined ? [unanswered(round)] : [tallied(vote), split(table, vote)];
  yield* tell([...(vote === undefined ? [] : [tallied(vote)]), ...saysOf(table, round, claims)]);
  return undefined;
}

export const purposeIn = (round: number): Purpose => (round === 1 ? 'solve' : 'debate');

function claimOf(activation: Activation): readonly Claim[] {
  const answer = answerOf(activation);
  return answer === undefined ? [] : [{ author: answer.agentId, parts: [answer.part], remarks: [] }];
}

/** What was answered in this round, each to all other peers that are still there and have not reviewed it. */
function saysOf(table: Table, round: number, claims: readonly Claim[]): readonly Say[] {
  const present = presentAt(table);
  return claims.flatMap((claim) => {
    const knowing = [claim.author, ...claim.remarks.map(({ from }) => from)];
    const to = present.filter((peer) => !knowing.includes(peer));
    return claimSays(claim, to, { kind: 'debate', round });
  });
}

/** Without consensus one vote ends the debate; with it every round after an exchange does that has enough behind it. */
function isVoteDue({ parameters }: Table, round: number): boolean {
  const rounds = valueOf(parameters, ROUNDS);
  return isOn(parameters, SHARED_ANSWER) ? round >= Math.min(2, rounds) : round === rounds;
}

const lastRound = ({ parameters }: Table): number =>
  valueOf(parameters, ROUNDS) + (isOn(parameters, SHARED_ANSWER) ? valueOf(parameters, CONSENSUS_ROUNDS) : 0);

/** Over the latest answers of those that are still there, where there are any. */
function voteOver(answers: readonly GivenAnswer[], { team, lost }: Table, round: number): Vote | undefined {
  const ballots = latestOf(answers, team).filter(({ agentId }) => !lost.has(agentId));
  return ballots.length === 0 ? undefined : tally(round, ballots, answers);
}

const stands = (table: Table, vote: Vote): boolean =>
  suffices(table, { behind: votersOf(vote).length, present: presentAt(table).length });

const votersOf = ({ ballots, winner }: Vote): Vote['ballots'] => ballots.filter(({ key }) => key === winner);

/** The winning answer as the first of its voters in member order gave it. */
export const winnersOf = (vote: Vote) => votersOf(vote).slice(0, 1).map(refOf);

const tallied = (vote: Vote) => ({ move: 'tally', vote }) as const;

const unanswered = (round: number): Move => noAnswer(`no peer that is left has answered in ${round} rounds`);

function split(table: Table, vote: Vote): Move {
  const share = valueOf(table.parameters, CONSENSUS_SHARE);
  const behind = `${votersOf(vote).length} of ${presentAt(table).length} peers`;
  return noConsensus(`${behind} hold the same answer after ${vote.round} rounds and ${share} % must`);
}
