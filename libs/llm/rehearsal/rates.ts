/** Probabilities, 0 to 1. */
export interface Rates {
  /** Per fact read: a misread or unit-slipped value. */
  readonly numericalDrift: number;
  /** Per fact read: it is forgotten. */
  readonly contextOmission: number;
  /** Per fact stated before: the answer negates or contradicts it. */
  readonly logicalContradiction: number;
  /** Per fact handed over in a team: the brief names another one, or the report gives another one. */
  readonly coordinationFailure: number;
  /** Per fact on which a majority of peers differs from the agent's own value: it takes theirs. */
  readonly adoptMajority: number;
}

/**
 * Default rates by model name. They are ours: chosen so that tiers differ visibly on tasks of two to six facts, and
 * measured on no model.
 */
export const RATES: Readonly<Record<string, Rates>> = {
  'rehearsal-high': {
    numericalDrift: 0.01,
    contextOmission: 0.01,
    logicalContradiction: 0.005,
    coordinationFailure: 0.01,
    adoptMajority: 0.9,
  },
  'rehearsal-mid': {
    numericalDrift: 0.04,
    contextOmission: 0.04,
    logicalContradiction: 0.02,
    coordinationFailure: 0.04,
    adoptMajority: 0.8,
  },
  'rehearsal-low': {
    numericalDrift: 0.12,
    contextOmission: 0.12,
    logicalContradiction: 0.06,
    coordinationFailure: 0.1,
    adoptMajority: 0.6,
  },
};
