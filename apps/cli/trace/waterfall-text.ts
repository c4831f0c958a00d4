import type { Waterfall, WaterfallRow } from '#spans';
import { oneLine } from '../rendering/fit.js';
import { dollars, duration } from '../rendering/numbers.js';
import type { Terminal } from '../terminal.js';
import { barOf } from './bar.js';
import { labelOf } from './label.js';

const LEAST_WIDTH = 80;
const WIDEST_NAME = 48;
const GAP = ' ';

interface Columns {
  readonly name: number;
  readonly bar: number;
  readonly figures: readonly Figure[];
}

interface Figure {
  readonly title: string;
  readonly width: number;
  readonly of: (row: WaterfallRow) => string;
}

const TIME: Figure = {
  title: 'time',
  width: 9,
  of: ({ durationMs }) => (durationMs === 0 ? '' : duration(durationMs)),
};
const TOKENS: Figure = { title: 'in/out', width: 10, of: tokensOf };
const COST: Figure = {
  title: 'cost',
  width: 8,
  of: ({ microUsd }) => (microUsd === undefined ? '' : dollars(microUsd)),
};

/** A waterfall in lines of the terminal's width: names, bars on one scale, and figures. */
export function waterfallText(
  waterfall: Waterfall,
  { width, paint }: Pick<Terminal, 'width' | 'paint'>,
): readonly string[] {
  const columns = columnsFor(waterfall, Math.max(width, LEAST_WIDTH));
  return [
    paint('dim', head(columns)),
    ...waterfall.rows.map((row) => {
      const line = [
        named(row, columns.name),
        barOf(row, waterfall, columns.bar),
        ...columns.figures.map(({ of, width: room }) => of(row).padStart(room)),
      ]
        .join(GAP)
        .trimEnd();
      return row.error === undefined ? line : paint('red', line);
    }),
  ];
}

function columnsFor({ rows }: Waterfall, width: number): Columns {
  const figures = rows.some(({ microUsd }) => microUsd !== undefined) ? [TIME, TOKENS, COST] : [TIME, TOKENS];
  const rest = figures.reduce((room, figure) => room - figure.width - GAP.length, width) - GAP.length;
  const longest = rows.reduce((most, row) => Math.max(most, 2 * row.depth + nameOf(row).length), 0);
  const name = Math.min(longest, WIDEST_NAME, Math.ceil(rest / 2));
  return { name, bar: rest - name, figures };
}

const head = ({ name, bar, figures }: Columns): string =>
  ['span'.padEnd(name), ''.padEnd(bar), ...figures.map(({ title, width }) => title.padStart(width))].join(GAP);

/** Deep spans keep some room for their name. */
function named(row: WaterfallRow, width: number): string {
  const indent = Math.min(2 * row.depth, Math.floor(width / 2));
  return `${' '.repeat(indent)}${oneLine(nameOf(row), width - indent)}`.padEnd(width);
}

function nameOf(row: WaterfallRow): string {
  const trouble = row.error === undefined ? '' : ` ✗ ${row.error}`;
  return `${labelOf(row)}${trouble}`;
}

function tokensOf({ tokens }: WaterfallRow): string {
  return tokens === undefined ? '' : `${short(tokens.input)}/${short(tokens.output)}`;
}

/** 850, 1.2k, 34k */
function short(number: number | undefined): string {
  if (number === undefined) return '?';
  if (number < 1_000) return String(number);
  return number < 10_000 ? `${(number / 1_000).toFixed(1)}k` : `${Math.round(number / 1_000)}k`;
}
