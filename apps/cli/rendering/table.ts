import Table from 'cli-table3';
import { columnWidths, type Column } from './column-widths.js';
import { wrapped } from './fit.js';
import { printable } from './printable.js';

const BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/**
 * A table of aligned columns under a ruled head; no colours, no box. Where it is wider than `width`, texts are wrapped
 * at words, those of the widest column first.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const texts = rows.map((row) => row.map((cell) => printable(cell).replace(/\s+/g, ' ')));
  const widths = columnWidths(columns, texts, width);
  const grid = new Table({
    chars: BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: columns.map(({ right }) => (right === true ? 'right' : 'left')),
  });
  grid.push(
    columns.map(({ title }) => ({ content: title, vAlign: 'bottom' as const })),
    widths.map((columnWidth) => '-'.repeat(columnWidth)),
    ...texts.map((row) => row.map((cell, index) => wrapped(cell, widths[index] ?? cell.length).join('\n'))),
  );
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
