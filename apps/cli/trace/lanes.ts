import type { Waterfall, WaterfallRow } from '#spans';

/** The whole team's own lane comes first. */
const TEAM = 'team';

export interface Lane {
  readonly name: string;
  /** Bars stand below each other on so many levels. */
  readonly levels: number;
}

/** Where a span stands: in which lane, and how far down in it. */
export interface Place {
  readonly lane: number;
  readonly level: number;
}

export interface LanePlan {
  readonly lanes: readonly Lane[];
  /** By span. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Finds a place for every span of a waterfall: one lane per agent, children below their parents, and no two overlapping. */
export function lanePlan({ rows, lanes }: Waterfall): LanePlan {
  const names = [TEAM, ...lanes];
  const levels = names.map((): WaterfallRow[][] => []);
  const places = new Map<string, Place>();
  const below = levelsBelow(rows);
  for (const row of rows) {
    const lane = names.indexOf(row.lane ?? TEAM);
    const level = freeLevel(levels[lane] ?? [], row, below(row, places, lane));
    levels[lane]?.[level]?.push(row);
    places.set(row.spanId, { lane, level });
  }
  return { lanes: names.map((name, lane) => ({ name, levels: Math.max(levels[lane]?.length ?? 0, 1) })), places };
}

/** A span stands below the nearest span around it that is in the same lane. */
function levelsBelow(rows: readonly WaterfallRow[]) {
  const around: WaterfallRow[] = [];
  return (row: WaterfallRow, places: ReadonlyMap<string, Place>, lane: number): number => {
    around.splice(row.depth, rows.length, row);
    const outer = around.slice(0, row.depth).findLast(({ spanId }) => places.get(spanId)?.lane === lane);
    return outer === undefined ? 0 : (places.get(outer.spanId)?.level ?? 0) + 1;
  };
}

function freeLevel(levels: WaterfallRow[][], row: WaterfallRow, least: number): number {
  for (let level = least; ; level++) {
    while (levels.length <= level) levels.push([]);
    if (levels[level]?.every((other) => areApart(other, row)) === true) return level;
  }
}

/** Moments are drawn with some width, but may share a level with anything that has none of their time. */
const areApart = (one: WaterfallRow, other: WaterfallRow): boolean =>
  one.offsetMs + one.durationMs <= other.offsetMs || other.offsetMs + other.durationMs <= one.offsetMs;
