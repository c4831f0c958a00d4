import { readFileSync } from 'node:fs';
import path from 'node:path';
import { escaped } from '../rendering/html.js';
import type { PageData } from './page-data.js';

const part = (name: string): string => readFileSync(path.join(import.meta.dirname, 'page', name), 'utf8');

const LEGEND = [
  ['activation', 'has the floor'],
  ['model_call', 'model call'],
  ['tool_call', 'tool call'],
  ['wait', 'waits'],
  ['moment', 'message, vote or grade'],
  ['error', 'error'],
] as const;

/** One HTML file that shows the trace without asking anybody for anything. */
export function tracePage(data: PageData): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escaped(`${data.system} ${data.runId}`)}</title>
<style>
${part('trace-page.css')}</style>
</head>
<body>
<header>
  <h1>${escaped(data.system)} <code>${escaped(data.runId)}</code></h1>
  <ul class="facts">${data.facts.map((fact) => `<li>${escaped(fact)}</li>`).join('')}</ul>
  <div class="tools">
    <input id="search" type="search" placeholder="Search spans" aria-label="Search spans">
    <output id="found"></output>
    <button id="out" title="Zoom out" aria-label="Zoom out">−</button>
    <button id="in" title="Zoom in" aria-label="Zoom in">+</button>
    <button id="fit">Fit</button>
    <label><input id="arrows" type="checkbox" checked> Messages</label>
  </div>
  <ul class="legend">${LEGEND.map(([kind, what]) => `<li class="${kind}">${what}</li>`).join('')}</ul>
</header>
<main>
  <div id="lanes" aria-hidden="true"></div>
  <div id="view" tabindex="0"><svg id="chart" role="group" aria-label="Spans by agent and time"></svg></div>
  <aside id="detail" hidden></aside>
</main>
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script type="module">
${part('trace-page.js')}</script>
</body>
</html>
`;
}
