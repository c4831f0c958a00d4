import type { Allowance, Quota } from './port.js';
import { TokenBucket } from './token-bucket.js';

/** What may be asked of one model in a minute; what is absent is not limited. */
export interface RateLimit {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
}

/** Keeps one model within its configured limits and within what its vendor says is left. */
export class RateGate {
  private readonly requests: TokenBucket | undefined;
  private readonly tokens: TokenBucket | undefined;
  private left: Quota = {};
  private closedUntil = 0;

  private readonly mostTokens: number;

  constructor({ requestsPerMinute, tokensPerMinute }: RateLimit, now: number) {
    this.mostTokens = tokensPerMinute ?? Number.POSITIVE_INFINITY;
    this.requests = requestsPerMinute === undefined ? undefined : new TokenBucket(requestsPerMinute, now);
    this.tokens = tokensPerMinute === undefined ? undefined : new TokenBucket(tokensPerMinute, now);
  }

  /** What can be set aside for a request of these tokens: one that is larger than the limit would wait forever. */
  reservable(tokens: number): number {
    return Math.min(tokens, this.mostTokens);
  }

  /** Sets a request of these tokens aside and gives how long it has to wait, in milliseconds. */
  take(tokens: number, now: number): number {
    const { requests, tokens: tokensLeft } = this.left;
    this.left = { ...spent('requests', requests, 1), ...spent('tokens', tokensLeft, tokens) };
    return Math.max(
      this.requests?.take(1, now) ?? 0,
      this.tokens?.take(tokens, now) ?? 0,
      untilReset(requests, 1, now),
      untilReset(tokensLeft, tokens, now),
      this.closedFor(now),
    );
  }

  /** Takes a request back that was not made. */
  giveBack(tokens: number): void {
    this.requests?.give(1);
    this.tokens?.give(tokens);
  }

  /** Corrects what was set aside for a request by what it has used. */
  settle(tokens: number, used: number): void {
    this.tokens?.give(tokens - used);
  }

  heed(quota: Quota): void {
    this.left = { ...this.left, ...quota };
  }

  closeUntil(time: number): void {
    this.closedUntil = Math.max(this.closedUntil, time);
  }

  /** How long the vendor wants to be left alone from now on, in milliseconds. */
  closedFor(now: number): number {
    return Math.max(0, this.closedUntil - now);
  }
}

const untilReset = (left: Allowance | undefined, wanted: number, now: number): number =>
  left === undefined || left.remaining >= wanted ? 0 : Math.max(0, left.resetsAt - now);

const spent = (kind: keyof Quota, left: Allowance | undefined, amount: number): Quota =>
  left === undefined ? {} : { [kind]: { ...left, remaining: left.remaining - amount } };
