type CsvCell = string | number | boolean | undefined;
export type CsvRow = Readonly<Record<string, CsvCell>>;

/** Rows with the same columns as RFC 4180 text; what is not defined is empty. Without rows no columns are known. */
export function csvText(rows: readonly CsvRow[]): string {
  if (rows.length === 0) return '';
  const head = Object.keys(rows[0] ?? {});
  return [head, ...rows.map((row) => Object.values(row))].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (cell: CsvCell): string => {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
