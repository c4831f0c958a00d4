import { escaped } from '../rendering/html.js';
import { percent } from '../classifier/percent.js';
import type { CaseQuote, EvidenceCase } from './causes.js';
import type { FailureReport } from './failure-report.js';
import { inWords } from './modes.js';

const SHOWN = 100;

/** The runs with evidence, quotes and all; links lead to the run and to the event of each quote. */
export function caseItems({ cases }: FailureReport, server: string): string {
  if (cases.length === 0) return '';
  const more = cases.length > SHOWN ? ` (the first ${SHOWN} of ${cases.length})` : '';
  const items = cases.slice(0, SHOWN).map((one) => caseItem(one, server));
  return `<section>
<h2>Evidence${more}</h2>
<p>Links lead to a Parley server at ${escaped(server)}; <code>parley show RUN</code> and <code>parley classify --run RUN</code> tell the same on a terminal.</p>
<ol class="cases">${items.join('\n')}</ol>
</section>`;
}

function caseItem(one: EvidenceCase, server: string): string {
  const { runId, architecture, outcome, mode, agent, turnId, confidence, quotes, rehearsed } = one;
  const run = `${server}/v1/runs/${encodeURIComponent(runId)}`;
  const place = turnId === undefined ? '' : ` in turn ${escaped(turnId)}`;
  const said = quotes.map((quote) => quoteHtml(quote, run));
  return `<li><p><b>${escaped(inWords(mode))}</b> by ${escaped(agent)}${place}, confidence ${percent(confidence)}
<br><a href="${escaped(run)}">${escaped(runId)}</a>, ${escaped(architecture)}, ${escaped(outcome)}${rehearsed ? ', rehearsed' : ''}</p>
${said.join('')}</li>`;
}

/** Blank lines of a quote are left out. */
const quoteHtml = ({ agent = 'the task', isShown, sequence, quote }: CaseQuote, run: string): string =>
  `<blockquote>${escaped(quote.replace(/\s*\n\s*/g, '\n'))}<footer>${linked(isShown ? `shown to ${agent} by a tool` : agent, sequence, run)}</footer></blockquote>`;

const linked = (who: string, sequence: number | undefined, run: string): string =>
  sequence === undefined
    ? escaped(who)
    : `<a href="${escaped(`${run}/events?from=${sequence}&limit=1`)}">${escaped(who)}, event ${sequence}</a>`;
