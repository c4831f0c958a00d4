import { comparable, SINGLE, type FailureReport, type GroupFigures } from '#reports';
import { escaped } from '../rendering/html.js';
import { nameOf } from './group-name.js';
import { placedNames } from './placed-names.js';

const [WIDTH, HEIGHT] = [640, 344];
/** The name of a point at 100% may stand above it. */
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 30, 28, 52];
const LETTER_HEIGHT = 16;
/** The regimes as the paper bounds them, in percent of overhead; what lies between has no name. */
const BANDS = [
  { name: 'under', from: -100, to: 100 },
  { name: 'optimal', from: 200, to: 300 },
  { name: 'over', from: 400, to: Number.POSITIVE_INFINITY },
] as const;
const STEP = 100;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

interface Point {
  readonly name: string;
  readonly overhead: number;
  readonly success: number;
  readonly low: number;
  readonly high: number;
}

/** Overhead against success of the architectures that have both, over the regimes; undefined where none has. */
export function scatter({ groups, runs, rehearsedRuns }: FailureReport): string | undefined {
  const areAlike = rehearsedRuns === 0 || rehearsedRuns === runs;
  const points = groups
    .flatMap((group) => pointOf(group, areAlike ? group.architecture : nameOf(group)))
    .toSorted((one, other) => one.overhead - other.overhead);
  if (points.length === 0) return undefined;
  const overheads = points.map(({ overhead }) => overhead);
  const least = Math.min(0, Math.floor(Math.min(...overheads) / STEP) * STEP);
  const most = Math.max(500, Math.ceil(Math.max(...overheads) / STEP) * STEP);
  const x = (value: number): number =>
    LEFT + ((Math.min(Math.max(value, least), most) - least) / (most - least)) * (WIDTH - LEFT - RIGHT);
  const scale = { x, least, most };
  return `<svg class="scatter" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Overhead against success">
${[...bands(scale), ...axes(scale), ...points.map((point) => mark(point, scale)), ...labels(points, scale)].join('\n')}
</svg>`;
}

interface Scale {
  readonly x: (overhead: number) => number;
  readonly least: number;
  readonly most: number;
}

const y = (success: number): number => TOP + (1 - success) * (HEIGHT - TOP - BOTTOM);

function pointOf(group: GroupFigures, name: string): readonly Point[] {
  const { success } = comparable(group);
  const overhead = group.architecture === SINGLE ? 0 : group.versusBaseline?.overheadPercent.value;
  if (overhead === undefined || success.value === undefined) return [];
  const { low, high } = success.interval;
  return [{ name, overhead, success: success.value, low, high }];
}

const bands = ({ x, most, least }: Scale): readonly string[] =>
  BANDS.filter(({ from }) => from < most).map(({ name, from, to }) => {
    const [start, end] = [x(Math.max(from, least)), x(to)];
    const label = `<text class="band" x="${at((start + end) / 2)}" y="${HEIGHT - BOTTOM - 8}">${name}</text>`;
    return `<rect class="${name}" x="${at(start)}" y="${TOP}" width="${at(end - start)}" height="${HEIGHT - TOP - BOTTOM}"/>${label}`;
  });

function axes({ x, least, most }: Scale): readonly string[] {
  const stride = Math.ceil((most - least) / STEP / 8) * STEP;
  const across = Array.from({ length: Math.floor((most - least) / stride) + 1 }, (_, nth) => least + nth * stride);
  return [
    ...TICKS.map(
      (tick) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(tick))}" y2="${at(y(tick))}"/><text class="tick side" x="${LEFT - 6}" y="${at(y(tick) + 4)}">${tick * 100}%</text>`,
    ),
    ...across.map((tick) => `<text class="tick" x="${at(x(tick))}" y="${HEIGHT - BOTTOM + 20}">${tick}%</text>`),
    `<text class="tick" x="${at((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 6}">overhead in turns; up: success, with its interval</text>`,
  ];
}

function mark({ overhead, success, low, high }: Point, { x }: Scale): string {
  const [cx, cy] = [x(overhead), y(success)];
  return `<line class="interval" x1="${at(cx)}" x2="${at(cx)}" y1="${at(y(low))}" y2="${at(y(high))}"/><circle cx="${at(cx)}" cy="${at(cy)}" r="5"/>`;
}

/** Names stand over all marks. */
const labels = (points: readonly Point[], { x }: Scale): readonly string[] =>
  placedNames(
    points.map(({ name, overhead, success }) => ({ name, cx: x(overhead), cy: y(success) })),
    { width: WIDTH, top: LETTER_HEIGHT, bottom: HEIGHT - BOTTOM },
  ).map(
    (name) =>
      `<text class="name ${name.before ? 'before' : 'behind'}" x="${at(name.x)}" y="${at(name.y)}">${escaped(name.name)}</text>`,
  );

const at = (value: number): string => value.toFixed(1);
