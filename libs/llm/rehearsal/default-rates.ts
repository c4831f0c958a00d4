import type { RatesByModel } from './rates.js';

/**
 * Default error rates by model tier. They are OURS: chosen for demos, so that tiers differ visibly on tasks of two to six
 * facts, and measured on no model. Nothing here speaks of architectures: what a team gains or loses follows from what
 * its members see of each other.
 */
export const RATES: RatesByModel = {
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
