import type { Page, Section } from './comparison-page.js';
import { printable } from './printable.js';

/** A comparison as GitHub-flavoured Markdown. */
export const pageMarkdown = ({ heading, legend, sections, notes }: Page): string =>
  [
    `# ${text(heading)}`,
    ...listed(legend),
    ...sections.map(sectionMarkdown),
    '## How to read this',
    ...listed(notes),
  ].join('\n\n') + '\n';

const listed = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [lines.map((line) => `- ${text(line)}`).join('\n')];

function sectionMarkdown({ title, columns, rows }: Section): string {
  const head = columns.map((column) => text(column.title));
  const rule = columns.map(({ right }) => (right === true ? '---:' : '---'));
  return `## ${text(title)}\n\n${[head, rule, ...rows.map((row) => row.map(text))].map(line).join('\n')}`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** In one line, and with nothing in it that Markdown would take for its own. */
const text = (raw: string): string =>
  printable(raw)
    .replace(/\s+/g, ' ')
    .replace(/[\\|*_<>`]/g, '\\$&');
