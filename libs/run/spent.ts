import { tokensOf, type CallReport, type FailureCode } from '#events';
import { NOTHING, plus, type Amount } from './amount.js';
import type { Spent } from './state.js';

/** Failures before a model has read a word. */
const UNHEARD: readonly FailureCode[] = [
  'rate_limited',
  'overloaded',
  'authentication_failed',
  'permission_denied',
  'model_not_found',
  'invalid_request',
  'context_too_long',
  'provider_unknown',
  'rehearsal_impossible',
];

/** What an attempt has used; what its report does not know counts as what was reserved. */
export const usedBy = ({ usage, cost }: CallReport, reserved: Amount): Amount => ({
  tokens: usage.input === undefined || usage.output === undefined ? reserved.tokens : tokensOf(usage),
  microDollars: cost ?? reserved.microDollars,
});

/** As `usedBy`, for an attempt that has failed; without a report no call was made. */
export function usedByFailure(code: FailureCode, report: CallReport | undefined, reserved: Amount): Amount {
  if (report === undefined) return NOTHING;
  return usedBy(report, UNHEARD.includes(code) ? NOTHING : reserved);
}

export const spentWith = (spent: Spent, amount: Amount): Spent => ({ turns: spent.turns, ...plus(spent, amount) });
