import { inWords, type CaseQuote, type EvidenceCase, type FailureReport } from '#reports';
import { escaped } from '../rendering/html.js';
import { percent } from '../classifier/percent.js';

const SHOWN = 100;

/** Where links of the page lead. */
export interface Places {
  readonly server: string;
  /** The interface of a Jaeger that has the traces; without it nothing leads to spans. */
  readonly jaeger?: string | undefined;
}

/** The runs with evidence, quotes and all; links lead to the run, and to the event and the span of each quote. */
export function caseItems({ cases, received }: FailureReport, places: Places): string {
  if (cases.length === 0) return '';
  const { server, jaeger } = places;
  const more = cases.length > SHOWN ? ` (the first ${SHOWN} of ${cases.length})` : '';
  const isReceived = received !== undefined;
  const items = cases.slice(0, SHOWN).map((one) => caseItem(one, linksOf(one, places, isReceived)));
  const spans = jaeger === undefined ? '' : `, and for spans to Jaeger at ${escaped(jaeger)}`;
  const parley = `a Parley server at ${escaped(server)}`;
  const lead =
    isReceived && jaeger !== undefined ? `Jaeger at ${escaped(jaeger)}` : `${parley}${isReceived ? '' : spans}`;
  const commands = isReceived
    ? '<code>parley classify --trace-id TRACE</code> tells'
    : '<code>parley show RUN</code> and <code>parley classify --run RUN</code> tell';
  return `<section>
<h2>Evidence${more}</h2>
<p>Links lead to ${lead}; ${commands} the same on a terminal.</p>
<ol class="cases">${items.join('\n')}</ol>
</section>`;
}

/** Where the links of one run lead. */
interface CaseLinks {
  readonly run: string;
  readonly event: (sequence: number) => string;
  /** Undefined where no Jaeger is named, or the span is not known. */
  readonly span: (spanId: string | undefined, traceId?: string) => string | undefined;
}

/** A run of others is its trace: in Jaeger, or else as the server tells it. */
function linksOf(
  { runId, traceId: ownTrace }: EvidenceCase,
  { server, jaeger }: Places,
  isReceived: boolean,
): CaseLinks {
  const traceIn = (id: string): string | undefined =>
    jaeger === undefined ? undefined : `${jaeger.replace(/\/$/, '')}/trace/${encodeURIComponent(id)}`;
  const own = `${server}/v1/${isReceived ? 'traces' : 'runs'}/${encodeURIComponent(runId)}`;
  return {
    run: (isReceived ? traceIn(runId) : undefined) ?? own,
    event: (sequence) => `${own}/events?from=${sequence}&limit=1`,
    span: (spanId, traceId = ownTrace) => {
      const trace = traceId === undefined ? undefined : traceIn(traceId);
      // Jaeger marks the span that is searched for.
      return trace === undefined || spanId === undefined ? undefined : `${trace}?uiFind=${encodeURIComponent(spanId)}`;
    },
  };
}

function caseItem(one: EvidenceCase, links: CaseLinks): string {
  const { runId, service, architecture, outcome, mode, agent, turnId, spanId, confidence, rehearsed } = one;
  const place = turnId === undefined ? '' : ` in turn ${escaped(turnId)}`;
  const of = service === undefined ? '' : `${escaped(service)}, `;
  const said = one.quotes.map((quote) => quoteHtml(quote, links));
  return `<li><p><b>${escaped(inWords(mode))}</b> by ${escaped(agent)}${place}${spanLink(links.span(spanId))}, confidence ${percent(confidence)}
<br><a href="${escaped(links.run)}">${escaped(runId)}</a>, ${of}${escaped(architecture)}, ${escaped(outcome)}${rehearsed ? ', rehearsed' : ''}</p>
${said.join('')}</li>`;
}

/** Blank lines of a quote are left out. */
function quoteHtml(
  { agent = 'the task', isShown, sequence, traceId, spanId, quote }: CaseQuote,
  { event, span }: CaseLinks,
): string {
  const who = isShown ? `shown to ${agent} by a tool` : agent;
  const linked =
    sequence === undefined
      ? escaped(who)
      : `<a href="${escaped(event(sequence))}">${escaped(who)}, event ${sequence}</a>`;
  return `<blockquote>${escaped(quote.replace(/\s*\n\s*/g, '\n'))}<footer>${linked}${spanLink(span(spanId, traceId))}</footer></blockquote>`;
}

const spanLink = (link: string | undefined): string =>
  link === undefined ? '' : `, <a href="${escaped(link)}">span</a>`;
