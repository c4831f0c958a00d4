export interface Column {
  /** May have line breaks. */
  readonly title: string;
  /** Numbers stand right, and are never wrapped. */
  readonly right?: true;
}

const GAP = 2;

/** Widths that fit `width` as far as texts can be wrapped at words; without need everything keeps to one line. */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly number[] {
  const widths = columns.map(({ title }, index) => longest([...title.split('\n'), ...cellsOf(rows, index)]));
  const least = columns.map(({ title, right }, index) =>
    right === true
      ? Number.POSITIVE_INFINITY
      : longest([...title.split('\n'), ...cellsOf(rows, index).flatMap((cell) => cell.split(' '))]),
  );
  const sum = widths.reduce((total, one) => total + one, GAP * (columns.length - 1));
  for (let over = sum - width; over > 0; over--) {
    const index = widestThatGives(widths, least);
    if (index === undefined) break;
    widths[index] = (widths[index] ?? 0) - 1;
  }
  return widths;
}

const cellsOf = (rows: readonly (readonly string[])[], index: number): readonly string[] =>
  rows.map((row) => row[index] ?? '');

const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

function widestThatGives(widths: readonly number[], least: readonly number[]): number | undefined {
  const room = widths.map((width, index) => (width > (least[index] ?? width) ? width : 0));
  const most = Math.max(...room);
  return most > 0 ? room.indexOf(most) : undefined;
}
