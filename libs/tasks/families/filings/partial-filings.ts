import type { AnnualReport } from './annual-report.js';
import type { Company } from './company.js';
import type { Dice } from '../dice.js';
import { amountOf, inThousands, shown, table, tag, type Figure, type Filing, type Scale } from './figure.js';
import type { Item } from './items.js';

/** Preliminary and adjusted figures: near the final ones, and never what is asked for. */
export function pressRelease(company: Company, report: AnnualReport, dice: Dice): Filing {
  const id = `${company.slug}-press-${report.year}`;
  const source = { id, company, period: String(report.year), scale: 'million', report } as const;
  const revenue = nearFigure(source, 'preliminary', 'revenue', dice.between(1020, 1090) / 1000);
  const operating = nearFigure(source, 'adjusted', 'operating income', dice.between(1020, 1090) / 1000);
  const title = `${company.name}: Press release on preliminary results ${report.year}`;
  const text = [
    `# ${title}`,
    `Released ${report.year + 1}-01-${dice.between(14, 30)}. Preliminary, unaudited.`,
    `${company.name} reports preliminary revenue of about ${revenue.text} million ${company.currency} ${tag(revenue)}.`,
    `Before special items, adjusted operating income came to about ${operating.text} million ${company.currency} ${tag(operating)}.`,
    `"We are pleased with the year", said the chief executive. ${dice.pick(company.industry.events)} Final figures follow in the annual report; adjusted figures leave out costs that the accounting standards include.`,
    `About ${company.name}: the company makes and services ${company.industry.business}, and is active in the segments ${company.industry.segments.join(', ')}. This release contains statements about the future that may turn out to be wrong.`,
  ];
  return { id, title, text: `${text.join('\n\n')}\n`, figures: [revenue, operating] };
}

/** One quarter of a year. */
export function quarterlyReport(company: Company, report: AnnualReport, dice: Dice): Filing {
  const quarter = dice.between(1, 4);
  const period = `Q${quarter} ${report.year}`;
  const id = `${company.slug}-q${quarter}-${report.year}`;
  const source = { id, company, period, scale: dice.pick(['thousand', 'million'] as const), report };
  const figures = (['revenue', 'operating income', 'net income'] as const).map((item) =>
    nearFigure(source, 'quarterly', item, dice.between(220, 280) / 1000),
  );
  const title = `${company.name}: Quarterly Report ${period}`;
  const rows = figures.map((figure) => [figure, figure.item] as const);
  const text = [
    `# ${title}`,
    `Amounts in ${source.scale}s of ${company.currency}. Three months only, unaudited.`,
    table(['Item', period], rows),
    `${company.name} makes and services ${company.industry.business}. ${company.industry.events.join(' ')}`,
    `Quarters vary with the season, so no conclusion for the year should be drawn from one of them. The segments ${company.industry.segments.join(', ')} are reported in the annual report only.`,
  ];
  return { id, title, text: `${text.join('\n\n')}\n`, figures };
}

interface NearSource {
  readonly id: string;
  readonly company: Company;
  readonly period: string;
  readonly scale: Scale;
  readonly report: AnnualReport;
}

/** `factor` times what the annual report says. */
function nearFigure(source: NearSource, kind: string, item: Item, factor: number): Figure {
  const { id, company, period, scale, report } = source;
  const text = shown(Math.round(inThousands(report.statement[item]) * factor), scale);
  return {
    key: `${id}:${item.replaceAll(' ', '-')}`,
    documentId: id,
    company: company.name,
    item: `${kind} ${item}`,
    period,
    text,
    amount: amountOf(text),
    scale,
    query: `${company.name} ${period}`,
    question: `What was the ${kind} ${item} of ${company.name} in ${period}, in ${scale}s of ${company.currency}?`,
  };
}
