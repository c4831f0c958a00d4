/** A name beside a point of a chart. */
export interface Beside {
  readonly name: string;
  readonly cx: number;
  readonly cy: number;
}
export interface PlacedName extends Beside {
  /** Whether it ends before its point, where it would not fit behind it. */
  readonly before: boolean;
  readonly x: number;
  readonly y: number;
}
interface Room {
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of letters, at the size that they have on a narrow screen. */
const [LETTER, HEIGHT] = [11, 20];
const AWAY = 9;
/** From a point to the line that its name stands on: the first that is free. */
const LINES = [18, -8, 38, -28, 58, -48];

/** One name after the other where it covers none before it; where there is no such place, under its point. */
export function placedNames(points: readonly Beside[], room: Room): readonly PlacedName[] {
  const placed: PlacedName[] = [];
  for (const point of points) {
    const before = point.cx > room.width * 0.7;
    const places = LINES.map((line) => ({
      ...point,
      before,
      x: point.cx + (before ? -AWAY : AWAY),
      y: point.cy + line,
    })).filter(({ y }) => y >= room.top && y <= room.bottom);
    const free = places.find((place) => !placed.some((other) => meet(place, other)));
    const [first] = places;
    const chosen = free ?? first;
    if (chosen !== undefined) placed.push(chosen);
  }
  return placed;
}

function meet(one: PlacedName, other: PlacedName): boolean {
  const [from, to] = [startOf(one), startOf(other)];
  const apart = from + lengthOf(one) <= to || to + lengthOf(other) <= from;
  return !apart && Math.abs(one.y - other.y) < HEIGHT;
}

const lengthOf = ({ name }: PlacedName): number => name.length * LETTER;
const startOf = (name: PlacedName): number => (name.before ? name.x - lengthOf(name) : name.x);
