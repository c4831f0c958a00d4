import type { RunId, TurnDelta } from '#events';

/**
 * Carries words from whoever asks a model to whoever shows them, while they are spoken. Those of one attempt come in
 * their order; any of them may be lost, none is repeated, and none is kept for who comes later.
 */
export interface RunDeltas {
  /** Never waits and never fails. */
  publish(runId: RunId, delta: TurnDelta): void;
  /** `listener` hears of this run until the returned function is called. It returns at once and never throws. */
  subscribe(runId: RunId, listener: (delta: TurnDelta) => void): () => void;
}
