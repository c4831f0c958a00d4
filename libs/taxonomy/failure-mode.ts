/** The classes of a fault; `other` is a fault that fits none of the four. */
export const FAILURE_MODES = [
  'logical_contradiction',
  'numerical_drift',
  'context_omission',
  'coordination_failure',
  'other',
] as const;
export type FailureMode = (typeof FAILURE_MODES)[number];

/** What a run is labelled with; `none` where no fault was found. */
export type Label = FailureMode | 'none';
