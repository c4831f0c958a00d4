import { annualReport, type AnnualReport } from './annual-report.js';
import { drawBooks, drawCompanies, drawRevenue, grown, type Company } from './company.js';
import type { Dice } from '../dice.js';
import { drawRate, exchangeRates } from './exchange-rates.js';
import type { Figure, Filing, Scale } from './figure.js';
import type { Item, Statement } from './items.js';
import { each, type NonEmpty } from '../non-empty.js';
import { pressRelease, quarterlyReport } from './partial-filings.js';
import { restatements, type Restatement } from './restatement.js';
import type { Level } from '../level.js';

/** What a question needs the filings to hold. */
export interface Needs {
  readonly level: Level;
  /** Consecutive years of annual reports. */
  readonly years: 2 | 3;
  /** Annual reports of the other company too. */
  readonly rival: boolean;
  readonly rates: boolean;
  /** What restatements correct, from level 2 on. */
  readonly corrects: readonly Item[];
}

/** The filings of a task, and what stands after all of them. */
export interface World {
  readonly subject: Company;
  readonly rival: Company;
  readonly years: NonEmpty<Year>;
  /** In a random order. */
  readonly filings: readonly Filing[];
}

/** Figures of one year as they finally stand; those of the rival and the rate are in a filing only where needed. */
export interface Year {
  readonly year: number;
  readonly own: Statement<Figure>;
  readonly theirs: Statement<Figure>;
  /** Average, USD for one EUR. */
  readonly rate: Figure;
}

/** Restatements of one year, and how many documents there are at least, by level. */
const NOTICES: Readonly<Record<Level, number>> = { 1: 0, 2: 1, 3: 2 };
const DOCUMENTS: Readonly<Record<Level, number>> = { 1: 3, 2: 5, 3: 7 };

/** A year before restatements. */
interface Draft {
  readonly year: number;
  readonly own: AnnualReport;
  readonly theirs: AnnualReport;
  readonly rate: Figure;
}

export function drawWorld(needs: Needs, dice: Dice): World {
  const [subject, rival] = drawCompanies(dice);
  const ownReport = reporter(subject, needs, dice);
  const rivalReport = reporter(rival, needs, dice);
  const drafts = each(drawYears(needs, dice), (year) => ({
    year,
    own: ownReport(year),
    theirs: rivalReport(year),
    rate: drawRate('average exchange rate', year, dice),
  }));
  const restated = dice.pick(drafts);
  const notices = restatements(
    restated.own,
    { company: subject, items: needs.corrects, count: NOTICES[needs.level] },
    dice,
  );
  const standing = notices.at(-1)?.standing ?? restated.own.statement;
  return {
    subject,
    rival,
    years: each(drafts, (draft) => ({
      year: draft.year,
      own: draft === restated ? standing : draft.own.statement,
      theirs: draft.theirs.statement,
      rate: draft.rate,
    })),
    filings: filingsOf(needs, { subject, drafts, notices }, dice),
  };
}

function drawYears(needs: Needs, dice: Dice): NonEmpty<number> {
  const first = dice.between(2015, 2021);
  return needs.years === 2 ? [first, first + 1] : [first, first + 1, first + 2];
}

/** Writes a company's reports year by year; from level 2 on the scale changes every year. */
function reporter(company: Company, needs: Needs, dice: Dice): (year: number) => AnnualReport {
  let scale = dice.pick<Scale>(['thousand', 'million']);
  let revenue = drawRevenue(dice);
  return (year) => {
    const report = annualReport({ company, year, scale }, drawBooks(dice, revenue), dice);
    if (needs.level > 1) scale = scale === 'thousand' ? 'million' : 'thousand';
    revenue = grown(dice, revenue);
    return report;
  };
}

interface Written {
  readonly subject: Company;
  readonly drafts: NonEmpty<Draft>;
  readonly notices: readonly Restatement[];
}

function filingsOf(needs: Needs, { subject, drafts, notices }: Written, dice: Dice): Filing[] {
  const last = drafts.at(-1) ?? drafts[0];
  const needed = [
    ...drafts.map((draft) => draft.own),
    ...(needs.rival ? drafts.map((draft) => draft.theirs) : []),
    ...notices,
    ...(needs.rates
      ? [
          exchangeRates(
            each(drafts, (draft) => draft.rate),
            dice,
          ),
        ]
      : []),
  ];
  const distractors = [
    pressRelease(subject, last.own, dice),
    ...(needs.rival ? [] : [last.theirs]),
    quarterlyReport(subject, last.own, dice),
  ];
  const wanted = DOCUMENTS[needs.level] + dice.between(0, 1);
  return dice.shuffled([...needed, ...distractors.slice(0, Math.max(1, wanted - needed.length))]);
}
