/**
 * How far a detector's hit is to be believed, from 0 to 1: set by what it can mistake, not fitted. docs/classifier.md shows it
 * beside the share that was right.
 */
const PRECISION: Readonly<Record<string, number>> = {
  'foreseeable-refusal': 0.7,
  'duplicate-order': 0.7,
  'unanswered-order': 0.6,
  'overlooked-fact': 0.8,
  'altered-value': 0.8,
};
const USUAL = 0.85;

export const precisionOf = (detector: string): number => PRECISION[detector] ?? USUAL;
