/** What every annual report shows of its year, in this order. */
export const INCOME = ['revenue', 'operating income', 'net income'] as const;
export const SPENDING = ['research and development expense', 'capital expenditure'] as const;
export const BALANCE = ['total debt', 'cash and equivalents'] as const;
export const SEGMENTS = ['first segment', 'second segment', 'third segment'] as const;

export type Item =
  (typeof INCOME)[number] | (typeof SPENDING)[number] | (typeof BALANCE)[number] | (typeof SEGMENTS)[number];

/** Something for every item. */
export type Statement<T> = Readonly<Record<Item, T>>;

export const statementOf = <T>(of: (item: Item) => T): Statement<T> => ({
  revenue: of('revenue'),
  'operating income': of('operating income'),
  'net income': of('net income'),
  'research and development expense': of('research and development expense'),
  'capital expenditure': of('capital expenditure'),
  'total debt': of('total debt'),
  'cash and equivalents': of('cash and equivalents'),
  'first segment': of('first segment'),
  'second segment': of('second segment'),
  'third segment': of('third segment'),
});
