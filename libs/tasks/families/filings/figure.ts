export type Currency = 'USD' | 'EUR';
export type Scale = 'thousand' | 'million';

/** A number that a document shows, with all that a question about it needs to say. */
export interface Figure {
  /** Unique in its task; `@key@` in a text stands for the id that the figure is given at the end. */
  readonly key: string;
  readonly documentId: string;
  readonly company: string;
  readonly item: string;
  readonly period: string;
  /** As shown. */
  readonly text: string;
  /** The shown number, in the shown unit. */
  readonly amount: number;
  /** Of amounts of money. */
  readonly scale?: Scale;
  readonly query: string;
  readonly question: string;
  /** What it corrects. */
  readonly replaces?: Figure;
}

/** A document with `@key@` in place of its figures' ids. */
export interface Filing {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly figures: readonly Figure[];
}

/** Digits in groups of three. */
export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** An amount of thousands as a document of that scale shows it: whole thousands, or millions to one decimal. */
export function shown(thousands: number, scale: Scale): string {
  if (scale === 'thousand') return grouped(String(thousands));
  const [whole = '', fraction = ''] = (thousands / 1000).toFixed(1).split('.');
  return `${grouped(whole)}.${fraction}`;
}

/** The plain number of a shown text. */
export const amountOf = (text: string): number => Number(text.replaceAll(',', ''));

/** An amount of money in thousands. */
export const inThousands = (figure: Figure): number =>
  figure.scale === 'million' ? Math.round(figure.amount * 1000) : figure.amount;

/** What stands behind a statement or table row. */
export const tag = (figure: Figure): string => `[@${figure.key}@]`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A Markdown table of one figure a row, with the figure's label and whatever stands between the two. */
export function table(head: readonly string[], rows: readonly (readonly [Figure, ...string[]])[]): string {
  const lines = rows.map(([figure, ...cells]) => `| ${cells.join(' | ')} | ${figure.text} | ${tag(figure)} |`);
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [`| ${head.join(' | ')} | Ref |`, `| ${rule.join(' | ')} | --- |`, ...lines].join('\n');
}
