import type { Diagnosed } from './diagnosed.js';

/** Of the diagnoses in a range of confidence: how many there are, what they claim on average, how many have the right class. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly runs: number;
  readonly confidence: number;
  readonly right: number;
}

const BOUNDS = [0, 0.25, 0.5, 0.75, 0.9, 1];

/** Ranges without a diagnosis are left out. */
export const calibrationOf = (results: readonly Diagnosed[]): readonly CalibrationBin[] =>
  BOUNDS.slice(1).flatMap((to, position) => {
    const from = BOUNDS[position] ?? 0;
    const within = results.filter(({ diagnosis: { confidence } }) => confidence > from && confidence <= to);
    if (within.length === 0) return [];
    const right = within.filter(({ run, diagnosis }) => diagnosis.label === run.truth.category);
    const sum = within.reduce((total, { diagnosis }) => total + diagnosis.confidence, 0);
    return [{ from, to, runs: within.length, confidence: sum / within.length, right: right.length / within.length }];
  });
