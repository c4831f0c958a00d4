const MINUTE_MS = 60_000;

/**
 * A limit per minute that refills all the time: what a minute allows may be taken at once, and what is taken beyond it
 * is owed. Waits are given out in the order of asking. Times in epoch milliseconds.
 */
export class TokenBucket {
  private level: number;
  private refilledAt: number;

  constructor(
    private readonly perMinute: number,
    now: number,
  ) {
    this.level = perMinute;
    this.refilledAt = now;
  }

  /** Takes the amount and gives how long to wait until it is there, in milliseconds. */
  take(amount: number, now: number): number {
    const refill = (Math.max(0, now - this.refilledAt) * this.perMinute) / MINUTE_MS;
    this.level = Math.min(this.perMinute, this.level + refill) - amount;
    this.refilledAt = now;
    return this.level >= 0 ? 0 : Math.ceil((-this.level * MINUTE_MS) / this.perMinute);
  }

  /** Takes back what was not used; a negative amount was used besides. */
  give(amount: number): void {
    this.level += amount;
  }
}
