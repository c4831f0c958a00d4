import { FAILURE_MODES } from '#taxonomy';
import type { Rate } from '#metrics';
import { paragraph } from '../rendering/fit.js';
import { table } from '../rendering/table.js';
import type { Evaluation } from './evaluation.js';
import { percent } from './percent.js';

/** An evaluation for people, as Markdown reads it too. */
export function evaluationText(evaluation: Evaluation, width: number): string {
  return [
    table(
      [
        { title: 'measure' },
        { title: 'value', right: true },
        { title: '95% interval', right: true },
        { title: 'of', right: true },
      ],
      figures(evaluation),
      width,
    ),
    classTable(evaluation, width),
    confusionTable(evaluation, width),
    calibrationTable(evaluation, width),
    paragraph(NOTE, width),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const NOTE =
  'Failed runs are diagnosed as failed: where no detector finds evidence, agent, step and class are guesses by signs and count as not covered. Runs without a fault are diagnosed without a word about their end. Shares and intervals are by transcript: several runs that were made of one weigh what one does.';

const figures = (evaluation: Evaluation): readonly (readonly string[])[] => [
  ...row('agent', evaluation.agent),
  ...row('exact step', evaluation.exactStep),
  ...row('within 3 steps', evaluation.withinThreeSteps),
  ...row('class', evaluation.classAccuracy),
  ...row('macro-F1 of classes', evaluation.macroF1),
  ...row('covered by evidence', evaluation.coverage),
  ...row('exact step where covered', evaluation.exactStepWhereCovered),
  ...row('class where covered', evaluation.classAccuracyWhereCovered),
  ...row('detected without being told', evaluation.detectedUntold),
  ...FAILURE_MODES.flatMap((mode) => row(`false alarms: ${mode}`, evaluation.falseAlarms?.[mode])),
  ...row('runs with any false alarm', evaluation.anyFalseAlarm),
];

const row = (name: string, rate: Rate | undefined): readonly (readonly string[])[] =>
  rate === undefined
    ? []
    : [[name, percent(rate.value), `${percent(rate.low)} to ${percent(rate.high)}`, String(rate.of)]];

function classTable({ classes }: Evaluation, width: number): string {
  if (classes === undefined) return '';
  const rows = Object.entries(classes).map(([mode, { precision, recall, f1, support }]) => [
    mode,
    percent(precision),
    percent(recall),
    percent(f1),
    String(support),
  ]);
  const numbers = ['precision', 'recall', 'F1', 'runs'].map((title) => ({ title, right: true as const }));
  return table([{ title: 'class' }, ...numbers], rows, width);
}

function confusionTable({ confusion }: Evaluation, width: number): string {
  if (confusion === undefined) return '';
  const labels = [...FAILURE_MODES, 'none'];
  const rows = Object.entries(confusion).map(([truth, counts]) => [
    truth,
    ...labels.map((label) => String(counts[label] ?? 0)),
  ]);
  const columns = labels.map((label) => ({ title: label.replace('_', '\n'), right: true as const }));
  return table([{ title: 'truth \\ label' }, ...columns], rows, width);
}

function calibrationTable({ calibration }: Evaluation, width: number): string {
  if (calibration === undefined) return '';
  const rows = calibration.map(({ from, to, runs, confidence, right }) => [
    `${percent(from)} to ${percent(to)}`,
    percent(confidence),
    percent(right),
    String(runs),
  ]);
  const numbers = ['mean', 'class right', 'runs'].map((title) => ({ title, right: true as const }));
  return table([{ title: 'confidence' }, ...numbers], rows, width);
}
