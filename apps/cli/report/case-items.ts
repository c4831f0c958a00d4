import { escaped } from '../rendering/html.js';
import { percent } from '../classifier/percent.js';
import type { CaseQuote, EvidenceCase } from './causes.js';
import type { FailureReport } from './failure-report.js';
import { inWords } from './modes.js';

const SHOWN = 100;

/** Where links of the page lead. */
export interface Places {
  readonly server: string;
  /** The interface of a Jaeger that has the traces of runs; without it nothing leads to spans. */
  readonly jaeger?: string | undefined;
}

/** The runs with evidence, quotes and all; links lead to the run, and to the event and the span of each quote. */
export function caseItems({ cases }: FailureReport, places: Places): string {
  if (cases.length === 0) return '';
  const { server, jaeger } = places;
  const more = cases.length > SHOWN ? ` (the first ${SHOWN} of ${cases.length})` : '';
  const items = cases.slice(0, SHOWN).map((one) => caseItem(one, places));
  const spans = jaeger === undefined ? '' : `, and for spans to Jaeger at ${escaped(jaeger)}`;
  return `<section>
<h2>Evidence${more}</h2>
<p>Links lead to a Parley server at ${escaped(server)}${spans}; <code>parley show RUN</code> and <code>parley classify --run RUN</code> tell the same on a terminal.</p>
<ol class="cases">${items.join('\n')}</ol>
</section>`;
}

function caseItem(one: EvidenceCase, { server, jaeger }: Places): string {
  const { runId, architecture, outcome, mode, agent, turnId, traceId, spanId, confidence, rehearsed } = one;
  const run = `${server}/v1/runs/${encodeURIComponent(runId)}`;
  const trace =
    jaeger === undefined || traceId === undefined
      ? undefined
      : `${jaeger.replace(/\/$/, '')}/trace/${encodeURIComponent(traceId)}`;
  const place = turnId === undefined ? '' : ` in turn ${escaped(turnId)}`;
  const said = one.quotes.map((quote) => quoteHtml(quote, run, trace));
  return `<li><p><b>${escaped(inWords(mode))}</b> by ${escaped(agent)}${place}${spanLink(trace, spanId)}, confidence ${percent(confidence)}
<br><a href="${escaped(run)}">${escaped(runId)}</a>, ${escaped(architecture)}, ${escaped(outcome)}${rehearsed ? ', rehearsed' : ''}</p>
${said.join('')}</li>`;
}

/** Blank lines of a quote are left out. */
function quoteHtml(
  { agent = 'the task', isShown, sequence, spanId, quote }: CaseQuote,
  run: string,
  trace: string | undefined,
): string {
  const who = linked(isShown ? `shown to ${agent} by a tool` : agent, sequence, run);
  return `<blockquote>${escaped(quote.replace(/\s*\n\s*/g, '\n'))}<footer>${who}${spanLink(trace, spanId)}</footer></blockquote>`;
}

const linked = (who: string, sequence: number | undefined, run: string): string =>
  sequence === undefined
    ? escaped(who)
    : `<a href="${escaped(`${run}/events?from=${sequence}&limit=1`)}">${escaped(who)}, event ${sequence}</a>`;

/** Jaeger marks the span that is searched for. */
const spanLink = (trace: string | undefined, spanId: string | undefined): string =>
  trace === undefined || spanId === undefined
    ? ''
    : `, <a href="${escaped(`${trace}?uiFind=${encodeURIComponent(spanId)}`)}">span</a>`;
