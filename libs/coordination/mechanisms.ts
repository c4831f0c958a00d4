import type { Mechanism } from './mechanism.js';
import type { ParameterInfo } from './parameters.js';

/** Turns that an agent may take whenever it has the floor for one purpose of ours. */
const turns = (name: string, purpose: string, count: number): ParameterInfo => ({
  name,
  meaning: `turns that an agent may take to ${purpose}`,
  default: count,
  min: 1,
  max: 1_000,
  source: 'ours',
});

export const CONSENSUS_SHARE: ParameterInfo = {
  name: 'consensus',
  meaning: 'percent of the agents asked that must be behind an answer for it to stand; 0: nobody is asked',
  default: 0,
  min: 0,
  max: 100,
  source: 'ours',
};
export const CONSENSUS_ROUNDS: ParameterInfo = {
  name: 'consensusRounds',
  meaning: 'further rounds at most while an answer has too few behind it; then the run fails with no_consensus',
  default: 2,
  min: 0,
  max: 100,
  source: 'ours',
};
export const RATIFY_TURNS = turns('ratifyTurns', "judge the orchestrator's answer", 2);

export const REVIEWS: ParameterInfo = {
  name: 'peerVerification',
  meaning: 'reviews at most that an answer or finding gets from another agent before anybody else sees it; 0: none',
  default: 0,
  min: 0,
  max: 3,
  source: 'ours',
};
export const REVIEW_TURNS = turns('reviewTurns', 'review what another has found', 2);
export const REVISE_TURNS = turns('reviseTurns', 'answer an objection', 2);

const SUBPROBLEM: ParameterInfo = {
  name: 'subproblemVerification',
  meaning:
    '1: what a worker reports is worked out a second time, from the brief alone, before it is used; 0: it is not',
  default: 0,
  min: 0,
  max: 1,
  source: 'ours',
};
export const VERIFY_TURNS = turns('verifyTurns', "work out another's brief", 3);

const SYNTHESIS: ParameterInfo = {
  name: 'orchestratorSynthesis',
  meaning: '1: the final answer accounts for every finding and condition, in an activation of its own; 0: it need not',
  default: 0,
  min: 0,
  max: 1,
  source: 'ours',
};
export const ACCOUNT_TURNS = turns('accountTurns', 'answer with an account', 3);

export const PEER_ROUNDS: ParameterInfo = {
  name: 'peerRounds',
  meaning: "times after each round's reports that workers read each other's findings and may revise theirs",
  default: 1,
  min: 0,
  max: 10,
  source: 'ours',
};
export const FINDING_CHARS: ParameterInfo = {
  name: 'findingChars',
  meaning: 'characters of a finding that other workers are shown',
  default: 400,
  min: 1,
  max: 1_000_000,
  source: 'ours',
};
export const EXCHANGE_TURNS = turns('peerTurns', "read the others' findings", 2);

/** Of peers: the answer that enough of them give themselves. */
export const SHARED_ANSWER: Mechanism = {
  name: 'consensus',
  switch: CONSENSUS_SHARE,
  tuning: [CONSENSUS_ROUNDS],
  purposes: [],
};
/** Of workers: the orchestrator's answer, put to them. */
export const RATIFICATION: Mechanism = {
  name: 'consensus',
  switch: CONSENSUS_SHARE,
  tuning: [CONSENSUS_ROUNDS, RATIFY_TURNS],
  purposes: ['ratify'],
};
const REVIEWING = { name: 'peerVerification', switch: REVIEWS, tuning: [REVIEW_TURNS, REVISE_TURNS] } as const;
export const REVIEWED_FINDINGS: Mechanism = { ...REVIEWING, purposes: ['review', 'revise'] };
export const REVIEWED_ANSWERS: Mechanism = { ...REVIEWING, purposes: ['review', 'reconsider'] };
export const RECOMPUTATION: Mechanism = {
  name: 'subproblemVerification',
  switch: SUBPROBLEM,
  tuning: [VERIFY_TURNS],
  purposes: ['verify'],
};
export const ACCOUNT: Mechanism = {
  name: 'orchestratorSynthesis',
  switch: SYNTHESIS,
  tuning: [ACCOUNT_TURNS],
  purposes: ['account'],
};
export const EXCHANGE: Mechanism = {
  name: 'exchange',
  switch: PEER_ROUNDS,
  tuning: [FINDING_CHARS, EXCHANGE_TURNS],
  purposes: ['exchange'],
};
