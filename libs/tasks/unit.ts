/** What unit words say; what they leave open is absent. */
export interface Unit {
  /** What one of it is worth: 1e6 for millions. */
  readonly scale?: number;
  /** ISO code of a currency, or `percent`. */
  readonly measure?: string;
}

const WORDS: ReadonlyMap<string, Unit> = new Map([
  ...['k', 'thousand', 'thousands'].map((word) => [word, { scale: 1e3 }] as const),
  ...['m', 'mn', 'mio', 'million', 'millions'].map((word) => [word, { scale: 1e6 }] as const),
  ...['b', 'bn', 'billion', 'billions'].map((word) => [word, { scale: 1e9 }] as const),
  ...['tn', 'trillion', 'trillions'].map((word) => [word, { scale: 1e12 }] as const),
  ...['$', 'usd', 'dollar', 'dollars'].map((word) => [word, { measure: 'USD' }] as const),
  ...['€', 'eur', 'euro', 'euros'].map((word) => [word, { measure: 'EUR' }] as const),
  ...['£', 'gbp', 'pound', 'pounds'].map((word) => [word, { measure: 'GBP' }] as const),
  ...['%', 'percent', 'percentage', 'pp'].map((word) => [word, { measure: 'percent' }] as const),
  ...['of', 'us', 'point', 'points'].map((word) => [word, {}] as const),
]);

/** The unit that a text begins with: known words up to the first that is not one. */
export function leadingUnit(text: string): Unit {
  let unit: Unit = {};
  for (const [, word = ''] of text.matchAll(/[\s-]*([%$€£]|\p{L}+)/guy)) {
    const known = WORDS.get(word.toLowerCase());
    if (known === undefined) break;
    unit = { ...known, ...unit };
  }
  return unit;
}
