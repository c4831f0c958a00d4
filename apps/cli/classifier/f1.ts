import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import type { Rate } from '#metrics';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A run's class by people and by the classifier. */
export interface Labelling {
  readonly truth: FailureMode;
  readonly label: string;
  readonly cluster: string;
}

export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Of one class; precision and recall are 0 where nothing was labelled or is of it. */
export function figuresOf(mode: FailureMode, labellings: readonly Labelling[]): ClassFigures {
  const support = labellings.filter(({ truth }) => truth === mode).length;
  const labelled = labellings.filter(({ label }) => label === mode).length;
  const right = labellings.filter(({ truth, label }) => truth === mode && label === mode).length;
  const [precision, recall] = [share(right, labelled), share(right, support)];
  return { precision, recall, f1: share(2 * right, support + labelled), support };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Mean F1 over the classes that the data have. */
export function macroF1(labellings: readonly Labelling[]): number {
  const modes = FAILURE_MODES.filter((mode) => labellings.some(({ truth }) => truth === mode));
  return share(
    modes.reduce((sum, mode) => sum + figuresOf(mode, labellings).f1, 0),
    modes.length,
  );
}

const RESAMPLES = 1_000;
/** The same draws every time: equal data give equal intervals. */
const SEED = 20_251_208;
const TAIL = 0.025;

/** Efron's percentile interval over resampled clusters. */
export function macroF1Rate(labellings: readonly Labelling[]): Rate | undefined {
  if (labellings.length === 0) return undefined;
  const groups = Object.values(Object.groupBy(labellings, ({ cluster }) => cluster)).flatMap((group) =>
    group ? [group] : [],
  );
  const generator = xoroshiro128plus(SEED);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    macroF1(groups.flatMap(() => groups[uniformInt(generator, 0, groups.length - 1)] ?? [])),
  ).sort((a, b) => a - b);
  const at = (quantile: number): number => drawn[Math.round(quantile * (RESAMPLES - 1))] ?? 0;
  return { value: macroF1(labellings), of: labellings.length, low: at(TAIL), high: at(1 - TAIL) };
}
