import { callIdOf, type AgentId, type ControlFact, type EventOf, type RunEvent, type TurnId } from '#events';
import { amountOf } from '../amount.js';
import { decide, evolve, initial, type RunState } from '../index.js';
import type { AnsweredTurn, AskedTurn } from '../open-turn.js';
import { isLive } from '../state.js';
import {
  commandOf,
  failTurn,
  recordAnswer,
  recordToolResult,
  recordTurn,
  startToolCall,
  type Draft,
} from './commands.js';
import { answerOf, callTo, outcomeOf } from './results.js';
import type { StartOptions } from './start-run-data.js';

const CHECKS = { rounds: 2, consensus: 60, consensusRounds: 1, peerVerification: 1 };
const ALL_CHECKS = { ...CHECKS, subproblemVerification: 1, orchestratorSynthesis: 1 };

/** Every architecture as the paper has it, and those that can be with all mechanisms of ours. */
export const SYSTEMS: readonly Pick<StartOptions, 'architecture' | 'parameters'>[] = [
  ...['single', 'independent', 'centralized', 'decentralized', 'hybrid'].map((architecture) => ({ architecture })),
  { architecture: 'decentralized', parameters: CHECKS },
  { architecture: 'hybrid', parameters: ALL_CHECKS },
];

/** What an agent does with a turn, whoever works on it and whenever. */
export interface Behaviour {
  readonly does: 'speaks' | 'is silent' | 'reads' | 'acts' | 'asks' | 'errs in form' | 'fails' | 'stumbles';
  /** Which answer it gives, and whether an orchestrator delegates, finishes or answers. */
  readonly choice: number;
  /** The share of what was reserved that it uses, 0 to 1. */
  readonly share: number;
}

/** A log of commands and what was decided on each. */
export interface Play {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly log: readonly { readonly draft: Draft; readonly at: number }[];
}

export const nothing: Play = { state: initial, events: [], log: [] };

export function played({ state, events, log }: Play, draft: Draft, at: number): Play {
  const decided = decide(state, commandOf(draft, { number: log.length + 1 }), at);
  return { state: decided.reduce(evolve, state), events: [...events, ...decided], log: [...log, { draft, at }] };
}

/** Every command that a worker could send now: results of open attempts, claims and results of calls. */
export function dueCommands(state: RunState, behaviourOf: (turnId: TurnId) => Behaviour): readonly Draft[] {
  if (!isLive(state)) return [];
  const workers = state.agents.filter(({ role }) => role === 'worker').map(({ agentId }) => agentId);
  return state.turns.flatMap((turn) => {
    if (turn.stage === 'asked') return [resultOf(turn, behaviourOf(turn.turnId), workers)];
    return turn.stage === 'answered' ? callCommands(turn) : [];
  });
}

/** What whoever got this request has to say in the end, however late. */
export const lateResult = ({ data }: EventOf<'TurnRequested'>, behaviour: Behaviour): Draft =>
  resultOf({ ...data, reserved: amountOf(data.reserved) }, behaviour, []);

type Asked = Pick<AskedTurn, 'turnId' | 'attempt' | 'purpose' | 'reserved'>;

function resultOf(turn: Asked, behaviour: Behaviour, workers: readonly AgentId[]): Draft {
  const { turnId, attempt, reserved } = turn;
  const input = Math.floor(behaviour.share * reserved.tokens);
  const cost = Math.floor(behaviour.share * reserved.microDollars);
  const report = { usage: { input, output: 0, source: 'reported' }, cost } as const;
  const common = { attempt, report };
  switch (behaviour.does) {
    case 'speaks':
      return recordTurn(turnId, {
        ...common,
        answer: answerOf(`I am ${turnId}`),
        controls: said(turn, behaviour, workers),
      });
    case 'is silent':
      return recordTurn(turnId, { ...common, answer: answerOf('...') });
    case 'reads':
      return recordTurn(turnId, { ...common, answer: answerOf('Hm.', callTo('read')), outcomes: [outcomeOf(1)] });
    case 'acts':
      return recordAnswer(turnId, answerOf('Now.', callTo('idempotent'), callTo('once')), common);
    case 'asks':
      return recordAnswer(turnId, answerOf('May I?', callTo('once', 'always'), callTo('read', 'always')), common);
    case 'errs in form':
      return recordTurn(turnId, { ...common, defect: { code: 'malformed_output', message: 'no JSON' } });
    case 'fails':
      return failTurn(turnId, { ...common, error: { code: 'refused', retryable: false } });
    case 'stumbles':
      return failTurn(turnId, { ...common, error: { code: 'server_error', retryable: true } });
  }
}

function said({ purpose }: Asked, { choice }: Behaviour, workers: readonly AgentId[]): ControlFact[] {
  const answer: ControlFact = { kind: 'submit_answer', index: 0, key: String(choice % 3) };
  if (purpose === 'work' || purpose === 'verify') return [{ kind: 'report', index: 0 }];
  if (purpose === 'review' || purpose === 'ratify') return [{ kind: 'review', index: 0, accepted: choice % 2 === 0 }];
  if (purpose === 'revise' || purpose === 'exchange') return [{ kind: 'revise', index: 0 }];
  if (purpose !== 'plan' || choice % 4 === 0) return [answer];
  if (choice % 4 === 1) return [{ kind: 'finish', index: 0 }];
  return workers.slice(choice % workers.length).map((to) => ({ kind: 'delegate', index: 0, to }));
}

const callCommands = ({ turnId, calls }: AnsweredTurn): readonly Draft[] =>
  calls.flatMap((call, position): Draft[] => {
    const callId = callIdOf(turnId, position + 1);
    if ('claim' in call) return [recordToolResult(callId, { claim: call.claim })];
    if (call.stage !== 'ready') return [];
    return call.effect === 'once' ? [startToolCall(callId, `claim:${callId}`)] : [recordToolResult(callId)];
  });
