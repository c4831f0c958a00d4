export interface Pauses {
  /** Before something that failed is tried again. */
  readonly retryMs: number;
  /** How long a closing subscription waits for what is in hand. */
  readonly graceMs: number;
  /** Commits cost so much that it is worth a wait to have fewer and fuller ones. */
  readonly gather?: true;
}

export interface PauseOptions {
  /** Pause before something that failed is tried again. Default 1,000 ms. */
  readonly retryMs?: number;
  /** How long closing waits for work in hand before it goes on without. Default 10,000 ms. */
  readonly graceMs?: number;
}

export const pausesOf = ({ retryMs = 1_000, graceMs = 10_000 }: PauseOptions): Pauses => ({ retryMs, graceMs });
