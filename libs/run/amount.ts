import type { EventData } from '#events';

/** Tokens and micro-dollars: what is set aside for an attempt, or what one has used. */
export interface Amount {
  readonly tokens: number;
  readonly microDollars: number;
}

export const NOTHING: Amount = { tokens: 0, microDollars: 0 };

export const plus = (a: Amount, b: Amount): Amount => ({
  tokens: a.tokens + b.tokens,
  microDollars: a.microDollars + b.microDollars,
});

export const minus = (a: Amount, b: Amount): Amount => ({
  tokens: a.tokens - b.tokens,
  microDollars: a.microDollars - b.microDollars,
});

/** What is left of a reservation once a part of it is spent. */
export const remainderOf = (reserved: Amount, spent: Amount): Amount => ({
  tokens: Math.max(0, reserved.tokens - spent.tokens),
  microDollars: Math.max(0, reserved.microDollars - spent.microDollars),
});

export const amountOf = ({ tokens, microDollars }: EventData<'TurnRequested'>['reserved']): Amount => ({
  tokens,
  microDollars: microDollars ?? 0,
});
