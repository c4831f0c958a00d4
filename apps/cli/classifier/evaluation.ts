import { FAILURE_MODES, type FailureMode } from '#taxonomy';
import { rateOf, type Rate } from '#metrics';
import { calibrationOf, type CalibrationBin } from './calibration.js';
import { diagnosed, type Diagnosed } from './diagnosed.js';
import { figuresOf, macroF1Rate, type ClassFigures, type Labelling } from './f1.js';
import type { LabelledRun } from './labelled-run.js';

/** How right the classifier is on runs whose fault is known, and how often it alarms on runs without one. */
export interface Evaluation {
  readonly runs: number;
  readonly agent?: Rate;
  readonly exactStep?: Rate;
  readonly withinThreeSteps?: Rate;
  readonly classAccuracy?: Rate;
  readonly macroF1?: Rate;
  readonly classes?: Readonly<Record<string, ClassFigures>>;
  /** Truth, then label, then how often. */
  readonly confusion?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How far the confidence in the class is to be believed. */
  readonly calibration?: readonly CalibrationBin[];
  /** Share of runs whose label rests on a detector's evidence; the others are guesses by signs. */
  readonly coverage?: Rate;
  readonly exactStepWhereCovered?: Rate;
  readonly classAccuracyWhereCovered?: Rate;
  /** Share of the failed runs on which a detector fires that is not told of the failure. */
  readonly detectedUntold?: Rate;
  /** Per class, share of the runs without a fault on which any detector of it fires. */
  readonly falseAlarms?: Readonly<Record<FailureMode, Rate | undefined>>;
  readonly anyFalseAlarm?: Rate;
}

/** Failures are diagnosed as failures; runs without a fault without a word about their end. `by`: who diagnoses. */
export function evaluate(
  failures: readonly LabelledRun[],
  negatives: readonly LabelledRun[],
  by: typeof diagnosed = diagnosed,
): Evaluation {
  const results = failures.map((run) => by(run, true));
  const untold = failures.map((run) => by(run, false));
  return {
    runs: failures.length,
    ...present({
      ...attributionOf(results),
      ...coverageOf(results),
      detectedUntold: share(untold, ({ diagnosis }) => diagnosis.label !== 'none'),
    }),
    ...classesOf(results),
    ...(negatives.length > 0 && alarmsOn(negatives.map((run) => by(run, false)))),
  };
}

type Rates = Readonly<Record<string, Rate | undefined>>;

const present = (rates: Rates): Readonly<Record<string, Rate>> =>
  Object.fromEntries(Object.entries(rates).flatMap(([name, rate]) => (rate === undefined ? [] : [[name, rate]])));

const share = (results: readonly Diagnosed[], holds: (result: Diagnosed) => boolean): Rate | undefined =>
  rateOf(results.map((result) => ({ hit: holds(result), cluster: result.run.cluster })));

const NEAR = 3;

function attributionOf(results: readonly Diagnosed[]): Rates {
  const named = results.filter(({ run }) => run.truth.agent !== undefined);
  const placed = results.filter(({ run }) => run.truth.step !== undefined);
  return {
    agent: share(named, isRightAgent),
    exactStep: share(placed, (result) => distanceOf(result) === 0),
    withinThreeSteps: share(placed, (result) => distanceOf(result) <= NEAR),
  };
}

/** Names are compared without regard to case and to what is put around them. */
const isRightAgent = ({ run, diagnosis }: Diagnosed): boolean =>
  diagnosis.agent !== undefined && plainName(diagnosis.agent) === plainName(run.truth.agent ?? '');

const plainName = (name: string): string => name.toLowerCase().replace(/\(.*?\)|[^\p{L}\p{N}]/gu, '');

const distanceOf = ({ run, diagnosis }: Diagnosed): number =>
  Math.abs((diagnosis.step ?? Infinity) - (run.truth.step ?? 0));

const isCovered = ({ diagnosis: { abstained } }: Diagnosed): boolean => abstained === undefined;
const isMode = (text: string | undefined): text is FailureMode => FAILURE_MODES.some((mode) => mode === text);

function coverageOf(results: readonly Diagnosed[]): Rates {
  const covered = results.filter(isCovered);
  const placed = covered.filter(({ run }) => run.truth.step !== undefined);
  const classed = covered.filter(({ run }) => isMode(run.truth.category));
  return {
    coverage: share(results, isCovered),
    exactStepWhereCovered: share(placed, (result) => distanceOf(result) === 0),
    classAccuracyWhereCovered: share(classed, ({ run, diagnosis }) => diagnosis.label === run.truth.category),
  };
}

/** Nothing where the data have no classes. */
function classesOf(results: readonly Diagnosed[]): Partial<Evaluation> {
  const labellings = results.flatMap(({ run, diagnosis }): readonly Labelling[] => {
    const { category } = run.truth;
    return isMode(category) ? [{ truth: category, label: diagnosis.label, cluster: run.cluster }] : [];
  });
  const score = macroF1Rate(labellings);
  const accuracy = rateOf(labellings.map(({ truth, label, cluster }) => ({ hit: truth === label, cluster })));
  if (score === undefined || accuracy === undefined) return {};
  return {
    classAccuracy: accuracy,
    macroF1: score,
    classes: Object.fromEntries(FAILURE_MODES.map((mode) => [mode, figuresOf(mode, labellings)])),
    confusion: confusionOf(labellings),
    calibration: calibrationOf(results.filter(({ run }) => isMode(run.truth.category))),
  };
}

function confusionOf(labellings: readonly Labelling[]): NonNullable<Evaluation['confusion']> {
  const labels = [...FAILURE_MODES, 'none'];
  return Object.fromEntries(
    FAILURE_MODES.map((truth) => [
      truth,
      Object.fromEntries(
        labels.map((label) => [label, labellings.filter((one) => one.truth === truth && one.label === label).length]),
      ),
    ]),
  );
}

function alarmsOn(results: readonly Diagnosed[]): Partial<Evaluation> {
  const modesOf = ({ diagnosis }: Diagnosed) => [diagnosis.label, ...diagnosis.secondary.map(({ mode }) => mode)];
  const alarms = (mode: FailureMode) => share(results, (result) => modesOf(result).includes(mode));
  const any = share(results, ({ diagnosis }) => diagnosis.label !== 'none');
  return {
    falseAlarms: {
      logical_contradiction: alarms('logical_contradiction'),
      numerical_drift: alarms('numerical_drift'),
      context_omission: alarms('context_omission'),
      coordination_failure: alarms('coordination_failure'),
      other: alarms('other'),
    },
    ...(any && { anyFalseAlarm: any }),
  };
}
