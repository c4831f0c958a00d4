import { minimise, type Point, type Slope } from './minimise.js';

/** Numbers by column; those that are not named are 0. */
export interface Row {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/** One choice among rows and classes. */
export interface Choice {
  readonly rows: readonly Row[];
  /** Place of the row that was chosen. */
  readonly truth: number;
  /** Of which class; absent where that is not known. */
  readonly mode?: number | undefined;
  readonly weight: number;
}

export interface Shape {
  /** By column, what the weight that all classes share is drawn to. */
  readonly centre: readonly number[];
  readonly modes: number;
  /** Of the squares of how far shared weights are from the centre, and of what a class has beside them; against the sum of log-likelihoods. */
  readonly strength: number;
}

/**
 * Conditional logit over rows and classes: by column, the weights for each class of the highest log-likelihood, less a
 * penalty on how far they are from the centre. What classes have in common is penalised once, what sets one apart once more.
 */
export function fitLogit(choices: readonly Choice[], shape: Shape): readonly (readonly number[])[] {
  const { centre, modes } = shape;
  const start = Float64Array.from(centre.flatMap((weight) => [weight, ...new Array<number>(modes).fill(0)]));
  const found = minimise((point) => loss(choices, { point, start }, shape), start);
  return centre.map((_, column) =>
    Array.from({ length: modes }, (_mode, mode) => weightIn(found, shape, column, mode)),
  );
}

/** A column's shared weight stands before those of the classes. */
const weightIn = (point: Point, { modes }: Shape, column: number, mode: number): number =>
  point[column * (modes + 1)]! + point[column * (modes + 1) + 1 + mode]!;

function loss(
  choices: readonly Choice[],
  { point, start }: { readonly point: Point; readonly start: Point },
  shape: Shape,
): Slope {
  const off = point.map((weight, at) => weight - start[at]!);
  const slope = off.map((far) => 2 * shape.strength * far);
  let value = off.reduce((sum, far) => sum + shape.strength * far * far, 0);
  for (const choice of choices) value += addChoice(slope, choice, point, shape);
  return { value, slope };
}

/** Adds what the model expects less what the choice shows to the slope; returns how unlikely the choice is. */
function addChoice(slope: Point, { rows, truth, mode, weight }: Choice, point: Point, shape: Shape): number {
  const { modes } = shape;
  const scores = scoresOf(rows, point, shape);
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const odds = scores.map((score) => Math.exp(score - highest));
  const total = odds.reduce((sum, one) => sum + one, 0);
  const isChosen = (at: number): boolean => Math.floor(at / modes) === truth && (mode ?? at % modes) === at % modes;
  const chosen = odds.reduce((sum, one, at) => sum + (isChosen(at) ? one : 0), 0);
  const off = odds.map((one, at) => weight * (one / total - (isChosen(at) ? one / chosen : 0)));
  for (const [place, row] of rows.entries()) addRow(slope, row, off.subarray(place * modes, (place + 1) * modes));
  return -weight * Math.log(chosen / total);
}

function addRow(slope: Point, { columns, values }: Row, off: Float64Array): void {
  const modes = off.length;
  const shared = off.reduce((sum, one) => sum + one, 0);
  for (let at = 0; at < columns.length; at++) {
    const base = columns[at]! * (modes + 1);
    slope[base]! += shared * values[at]!;
    for (let one = 0; one < modes; one++) slope[base + 1 + one]! += off[one]! * values[at]!;
  }
}

/** By row, and in it by class. */
function scoresOf(rows: readonly Row[], point: Point, { modes }: Shape): Float64Array {
  const scores = new Float64Array(rows.length * modes);
  rows.forEach(({ columns, values }, place) => {
    for (let at = 0; at < columns.length; at++) {
      const base = columns[at]! * (modes + 1);
      const shared = point[base]!;
      for (let one = 0; one < modes; one++)
        scores[place * modes + one]! += values[at]! * (shared + point[base + 1 + one]!);
    }
  });
  return scores;
}
