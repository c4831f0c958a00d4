import type { AnnualReport } from './annual-report.js';
import { wordsFor, type Company } from './company.js';
import type { Dice } from '../dice.js';
import { amountOf, capitalised, inThousands, shown, table, type Figure, type Filing } from './figure.js';
import { SEGMENTS, statementOf, type Item, type Statement } from './items.js';
import { OUTLOOKS, REASONS, REMEDIES } from './wording.js';

/** A notice that corrects some figures of a year, and what stands after it. */
export interface Restatement extends Filing {
  readonly standing: Statement<Figure>;
}

/** Which items of the report are corrected, and how many times in all. */
export interface Corrections {
  readonly company: Company;
  readonly items: readonly Item[];
  readonly count: number;
}

/** Notices about one report in the order of their dates; each replaces the ones before. */
export function restatements(report: AnnualReport, corrections: Corrections, dice: Dice): Restatement[] {
  const notices: Restatement[] = [];
  for (let nth = 1; nth <= corrections.count; nth++) {
    const standing = notices.at(-1)?.standing ?? report.statement;
    notices.push(restatement({ ...corrections, year: report.year, nth }, standing, dice));
  }
  return notices;
}

interface NoticeSource {
  readonly company: Company;
  readonly items: readonly Item[];
  readonly year: number;
  readonly nth: number;
}

function restatement(source: NoticeSource, before: Statement<Figure>, dice: Dice): Restatement {
  const { company, year, nth } = source;
  const scale = before.revenue.scale ?? 'thousand';
  const id = `${company.slug}-restatement-${year}-${nth}`;
  const title = `${company.name}: Restatement of ${year}, notice ${nth}`;
  const fresh = corrections(id, source, before, dice);
  const rows = [...fresh].map(
    ([item, figure]) => [figure, capitalised(wordsFor(item, company)), before[item].text] as const,
  );
  const earlier = nth === 1 ? '' : ` and every earlier notice about ${year}`;
  const text = [
    `# ${title}`,
    `Filed ${year + 1}-${nth === 1 ? '06' : '11'}-${dice.between(10, 28)}. Amounts in ${scale}s of ${company.currency}.`,
    `A review found that ${dice.pick(REASONS)}. ${company.name} therefore restates figures for ${year}. The column "As restated" replaces the Annual Report ${year}${earlier}.`,
    table(['Item', 'As previously reported', 'As restated'], rows),
    'Items that are not listed, and all other years, are unchanged. The auditor has reviewed the corrected figures. Payments by customers are not affected.',
    `The audit committee has looked into how the error came about. ${dice.pick(REMEDIES)} ${dice.pick(OUTLOOKS)}`,
  ];
  return {
    id,
    title,
    text: `${text.join('\n\n')}\n`,
    figures: [...fresh.values()],
    standing: statementOf((item) => fresh.get(item) ?? before[item]),
  };
}

/** All in one direction, each by its own 4 to 13 percent; revenue follows from its segments where they are corrected. */
function corrections(id: string, source: NoticeSource, before: Statement<Figure>, dice: Dice): Map<Item, Figure> {
  const direction = dice.pick([-1, 1]);
  const thousands = new Map<Item, number>();
  for (const item of source.items) {
    const factor = 1 + (direction * dice.between(40, 130)) / 1000;
    thousands.set(item, Math.round(inThousands(before[item]) * factor));
  }
  const segments = SEGMENTS.flatMap((item) => thousands.get(item) ?? []);
  if (segments.length > 0)
    thousands.set(
      'revenue',
      segments.reduce((sum, segment) => sum + segment),
    );
  return new Map([...thousands].map(([item, amount]) => [item, corrected(id, source, before[item], amount)]));
}

function corrected(documentId: string, source: NoticeSource, figure: Figure, thousands: number): Figure {
  const { company, year, nth } = source;
  const text = shown(thousands, figure.scale ?? 'thousand');
  return {
    ...figure,
    key: `${documentId}:${figure.item.replaceAll(' ', '-')}`,
    documentId,
    text,
    amount: amountOf(text),
    query: `${company.name} restatement ${year} notice ${nth}`,
    question: `${figure.question.replace(/(, as restated in notice \d+)?\?$/, '')}, as restated in notice ${nth}?`,
    replaces: figure,
  };
}
