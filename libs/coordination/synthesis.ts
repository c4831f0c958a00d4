import { answerOf, hasFailed, type GivenAnswer } from './activations.js';
import { suffices, type Backing } from './consensus.js';
import { answered, noAnswer, noConsensus, orchestratorLost } from './endings.js';
import { lead, TURNS } from './lead.js';
import { isOn } from './mechanism.js';
import { ACCOUNT, ACCOUNT_TURNS, CONSENSUS_ROUNDS, CONSENSUS_SHARE, RATIFICATION } from './mechanisms.js';
import { valueOf } from './parameters.js';
import type { Protocol, Table } from './protocol.js';
import { ratified } from './ratification.js';
import type { Move } from './view.js';

/** Has the orchestrator answer, and settles the run by what it says. */
export function* concluded(table: Table, round: number, refusals = 0): Protocol {
  const given = yield* synthesis(table, round);
  return 'move' in given ? [given] : yield* settled(table, given, refusals);
}

/**
 * What an answer of the orchestrator comes to: the end, where nobody has to be asked, or enough workers accept it.
 * Otherwise it answers again, knowing the objections, in as many further rounds as there may be.
 */
export function* settled(table: Table, answer: GivenAnswer, refusals = 0): Protocol {
  if (!isOn(table.parameters, RATIFICATION)) return [answered([answer])];
  const backing = yield* ratified(table, answer);
  if (suffices(table, backing)) return [answered([answer])];
  if (refusals === valueOf(table.parameters, CONSENSUS_ROUNDS)) return [refused(table, answer, backing)];
  return yield* concluded(table, answer.round + 1, refusals + 1);
}

/** The orchestrator's answer, or the end of a run that has none. */
function* synthesis(table: Table, round: number): Protocol<GivenAnswer | Move> {
  const { parameters } = table;
  const accounts = isOn(parameters, ACCOUNT);
  const turns = valueOf(parameters, accounts ? ACCOUNT_TURNS : TURNS);
  const activation = yield* lead(table, { round, purpose: accounts ? 'account' : 'synthesise', turns });
  if (hasFailed(activation)) return orchestratorLost(table, activation);
  return answerOf(activation) ?? noAnswer(`${activation.agentId} gave no answer when it was asked for one`);
}

function refused({ parameters }: Table, { round }: GivenAnswer, { behind, present }: Backing): Move {
  const share = valueOf(parameters, CONSENSUS_SHARE);
  return noConsensus(`${behind} of ${present} workers accept the answer of round ${round} and ${share} % must`);
}
