/**
 * How much each sign speaks for a step being the decisive one, on a log-odds scale. Chosen by reasoning about how faults
 * come into runs and checked, not fitted, on injected faults and the labelled runs (docs/classifier.md): the labelled
 * ones are too few to fit on.
 */
export const WEIGHTS = {
  /** A detector's finding is blamed on it; times the finding's confidence. */
  finding: 4,
  /** It brought up what the run ends with. */
  answerOrigin: 1.6,
  /** A tool or a runner of code answered it with an error. */
  refused: 0.8,
  /** And it was the first to be refused. */
  firstRefused: 0.5,
  /** It changed a thing that is on record. */
  act: 1.6,
  /** And no later step changed anything. */
  lastAct: 0.4,
  /** It supposes, simulates or makes up what it does not know. */
  supposes: 1.2,
  /** Names and numbers that nothing before it had; from 0 to 1. */
  unsupported: 0.9,
  /** Somebody else objects to it next. */
  opposed: 0.7,
  /** The first order of a run: the plan. */
  plan: 0.5,
  /** The first code or call of a worker, on which the rest is built. */
  firstWork: 0.6,
  /** From 1 for the first speech to 0 for the last. */
  early: 0.8,
  /** It says again what its speaker has said. */
  repeats: -1.2,
  /** A greeting, a thanks, a sign-off. */
  empty: -1.6,
  /** It asks somebody else something. */
  asks: -0.7,
  /** A call that only read, and went well. */
  onlyReads: -0.9,
  /** A person's request, not an agent's step. */
  request: -1.5,
} as const;

export type Sign = keyof typeof WEIGHTS;
