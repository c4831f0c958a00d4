import { wordsFor, type Company } from './company.js';
import type { Dice } from '../dice.js';
import { amountOf, capitalised, grouped, shown, table, tag, type Figure, type Filing, type Scale } from './figure.js';
import { BALANCE, INCOME, SEGMENTS, SPENDING, statementOf, type Item, type Statement } from './items.js';
import { GOVERNANCE, OUTLOOKS } from './wording.js';

/** Shows each item of the year once. */
export interface AnnualReport extends Filing {
  readonly year: number;
  readonly statement: Statement<Figure>;
}

export interface ReportSource {
  readonly company: Company;
  readonly year: number;
  readonly scale: Scale;
}

export function annualReport(source: ReportSource, books: Statement<number>, dice: Dice): AnnualReport {
  const { company, year, scale } = source;
  const id = `${company.slug}-annual-${year}`;
  const title = `${company.name}: Annual Report ${year}`;
  const statement = statementOf((item) => moneyFigure(id, source, item, books[item]));
  const employees = headcount(id, source, Math.round(books.revenue / dice.between(180, 260)));
  const text = [
    `# ${title}`,
    `Filed ${year + 1}-03-${dice.between(10, 28)}. Amounts in ${scale}s of ${company.currency} unless stated otherwise. Sums may differ by rounding.`,
    `${company.name} makes and services ${company.industry.business}. ${dice.shuffled(company.industry.events).slice(0, 2).join(' ')}`,
    section('Statement of income (extract)', source, statement, INCOME),
    section('Spending', source, statement, SPENDING),
    section('Balance sheet at year end (extract)', source, statement, BALANCE),
    section('Revenue by segment', source, statement, SEGMENTS),
    `At year end ${company.name} employed ${employees.text} people ${tag(employees)}. ${dice.pick(GOVERNANCE)}`,
    dice.pick(OUTLOOKS),
  ];
  return {
    id,
    title,
    text: `${text.join('\n\n')}\n`,
    figures: [...Object.values(statement), employees],
    year,
    statement,
  };
}

function section(heading: string, source: ReportSource, statement: Statement<Figure>, items: readonly Item[]): string {
  const rows = items.map((item) => [statement[item], capitalised(wordsFor(item, source.company))] as const);
  return `## ${heading}\n\n${table(['Item', String(source.year)], rows)}`;
}

function moneyFigure(documentId: string, source: ReportSource, item: Item, thousands: number): Figure {
  const { company, year, scale } = source;
  const text = shown(thousands, scale);
  return {
    key: `${documentId}:${item.replaceAll(' ', '-')}`,
    documentId,
    company: company.name,
    item,
    period: String(year),
    text,
    amount: amountOf(text),
    scale,
    query: `${company.name} annual report ${year}`,
    question: `What was the ${wordsFor(item, company)} of ${company.name} in ${year}, in ${scale}s of ${company.currency}?`,
  };
}

function headcount(documentId: string, { company, year }: ReportSource, people: number): Figure {
  return {
    key: `${documentId}:employees`,
    documentId,
    company: company.name,
    item: 'employees',
    period: String(year),
    text: grouped(String(people)),
    amount: people,
    query: `${company.name} annual report ${year}`,
    question: `How many people did ${company.name} employ at the end of ${year}?`,
  };
}
