import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureReport } from '#reports';
import type { Section } from '../rendering/comparison-page.js';
import { escaped } from '../rendering/html.js';
import { marked } from '../rendering/marked.js';
import { caseItems, type Places } from './case-items.js';
import { reportPage } from './report-page.js';
import { scatter } from './scatter.js';

/** One HTML file that loads nothing; `places`: where its links lead. */
export function reportHtml(report: FailureReport, places: Places): string {
  const { heading, sections, notes } = reportPage(report);
  const chart = scatter(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(heading)}</title>
<style>
${readFileSync(path.join(import.meta.dirname, 'page', 'report.css'), 'utf8')}</style>
</head>
<body>
<header>
<h1>${escaped(heading)}</h1>
<p>${escaped(scopeText(report))}</p>
</header>
<main>
${chart === undefined ? '' : `<section><h2>Overhead and success${marked(report.rehearsedRuns === report.runs)}</h2>${chart}</section>`}
${sections.map(sectionHtml).join('\n')}
${caseItems(report, places)}
<section class="box">
<h2>${report.runs === 0 ? 'Nothing in scope' : 'What the numbers do not show'}</h2>
<ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>
</section>
</main>
</body>
</html>
`;
}

function scopeText({ scope, received, runs, failedRuns }: FailureReport): string {
  const { family, architecture, comparison, service, since } = scope;
  const parts = [
    ...(family === undefined ? [] : [`family ${family}`]),
    ...(architecture === undefined ? [] : [`architecture ${architecture}`]),
    ...(comparison === undefined ? [] : [`comparison ${comparison}`]),
    ...(service === undefined ? [] : [`service ${service}`]),
    ...(since === undefined
      ? []
      : [`${received === undefined ? 'started' : 'received'} since ${new Date(since).toISOString()}`]),
  ];
  const which = parts.length === 0 ? 'All runs' : parts.join(', ');
  const ended = received === undefined ? 'finished, ' : 'in received traces, ';
  return `${which}: ${runs} ${ended}${failedRuns} of them ${received === undefined ? 'failed' : 'ended in an error'}.`;
}

function sectionHtml({ title, columns, rows }: Section): string {
  const cell = (text: string, at: number, tag: string): string =>
    `<${tag}${columns[at]?.right === true ? ' class="number"' : ''}>${escaped(text.replaceAll('\n', ' '))}</${tag}>`;
  const head = columns.map(({ title: name }, at) => cell(name, at, 'th')).join('');
  const body = rows.map((row) => {
    const isPaper = row[0]?.startsWith(' ') === true;
    return `<tr${isPaper ? ' class="paper"' : ''}>${row.map((text, at) => cell(text, at, 'td')).join('')}</tr>`;
  });
  return `<section>
<h2>${escaped(title)}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>
</section>`;
}
