import type { Terminal } from '../terminal.js';
import type { Page, Section } from './comparison-page.js';
import { paragraph } from './fit.js';
import { table } from './table.js';

/** A comparison for a terminal. */
export function pageText(
  { heading, legend, sections, notes }: Page,
  terminal: Pick<Terminal, 'paint' | 'width'>,
): string {
  const say = (text: string) => paragraph(text, terminal.width);
  return [
    terminal.paint('bold', say(heading)),
    ...legend.map(say),
    ...sections.map((section) => `\n${sectionText(section, terminal.width)}`),
    '',
    ...notes.map(say),
  ].join('\n');
}

const sectionText = ({ title, columns, rows }: Section, width: number): string =>
  `${paragraph(title, width)}\n${table(columns, rows, width)}`;
