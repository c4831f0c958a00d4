export type Point = Float64Array<ArrayBuffer>;

/** A smooth convex function's value and slope at a point. */
export interface Slope {
  readonly value: number;
  readonly slope: Point;
}

const MOST_STEPS = 300;
const REMEMBERED = 10;
const CLOSE = 1e-5;

interface Move {
  readonly by: Point;
  readonly bend: Point;
}

/**
 * Where the function is least, by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with halved steps: it
 * ends where no slope is steeper than `CLOSE`.
 */
export function minimise(at: (point: Point) => Slope, start: Point): Point {
  let point = start;
  let here = at(point);
  const moves: Move[] = [];
  for (let step = 0; step < MOST_STEPS && steepest(here.slope) > CLOSE; step++) {
    const found = downFrom(at, point, here, directionOf(here.slope, moves));
    if (found === undefined) break;
    moves.push({ by: less(found.point, point), bend: less(found.there.slope, here.slope) });
    if (moves.length > REMEMBERED) moves.shift();
    ({ point, there: here } = found);
  }
  return point;
}

const SUFFICIENT = 1e-4;
const LEAST_STEP = 1e-10;

/** The first of ever shorter steps that goes down enough; undefined where none does. */
function downFrom(
  at: (point: Point) => Slope,
  point: Point,
  { value, slope }: Slope,
  direction: Point,
): { readonly point: Point; readonly there: Slope } | undefined {
  const steepness = dot(slope, direction);
  for (let length = 1; length > LEAST_STEP; length /= 2) {
    const next = point.map((one, place) => one + length * direction[place]!);
    const there = at(next);
    if (there.value <= value + SUFFICIENT * length * steepness) return { point: next, there };
  }
  return undefined;
}

/** Down the slope, as bent by the latest moves; a first step has length 1 at most. */
function directionOf(slope: Point, moves: readonly Move[]): Point {
  let left = slope.map((one) => -one);
  const shares = moves.map(() => 0);
  for (let place = moves.length - 1; place >= 0; place--) {
    const { by, bend } = moves[place]!;
    shares[place] = dot(by, left) / dot(bend, by);
    left = plus(left, bend, -shares[place]!);
  }
  const latest = moves.at(-1);
  const scale = latest ? dot(latest.by, latest.bend) / dot(latest.bend, latest.bend) : 1 / Math.max(1, norm(slope));
  left = left.map((one) => one * scale);
  for (const [place, { by, bend }] of moves.entries())
    left = plus(left, by, shares[place]! - dot(bend, left) / dot(bend, by));
  return left;
}

function dot(a: Point, b: Point): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += a[place]! * b[place]!;
  return sum;
}
const plus = (a: Point, b: Point, times: number): Point => a.map((one, place) => one + times * b[place]!);
const less = (a: Point, b: Point): Point => plus(a, b, -1);
const norm = (a: Point): number => Math.sqrt(dot(a, a));
const steepest = (a: Point): number => a.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
