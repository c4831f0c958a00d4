/** What a call has shown of its model: `nothing` where its caller gave it up. */
export type Shown = 'answer' | 'other_failure' | 'outage' | 'nothing';

/** Is told what a call has shown that was let through. */
export type Tell = (shown: Shown) => void;

/**
 * Open after so many outages in a row: then it lets nobody through until a rest has passed, and from then on one call at
 * a time, until one shows that the model is back.
 */
export class Circuit {
  private outages = 0;
  private openUntil: number | undefined;
  private tried = false;

  constructor(
    private readonly failures: number,
    private readonly restMs: number,
    private readonly now: () => number,
  ) {}

  /** Nothing for a call that has to be refused. */
  enter(): Tell | undefined {
    if (this.openUntil === undefined) {
      return (shown) => {
        this.count(shown);
      };
    }
    if (this.tried || this.now() < this.openUntil) return undefined;
    this.tried = true;
    return (shown) => {
      this.endTrial(shown);
    };
  }

  /** A call that began before it opened tells nothing new. */
  private count(shown: Shown): void {
    if (this.openUntil !== undefined) return;
    if (shown === 'answer') this.outages = 0;
    if (shown === 'outage') this.outages += 1;
    if (this.outages >= this.failures) this.open();
  }

  private endTrial(shown: Shown): void {
    this.tried = false;
    if (shown === 'nothing') return;
    if (shown === 'outage') this.open();
    else this.close();
  }

  private open(): void {
    this.openUntil = this.now() + this.restMs;
  }

  private close(): void {
    this.outages = 0;
    this.openUntil = undefined;
  }
}
