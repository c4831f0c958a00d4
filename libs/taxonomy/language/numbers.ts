/** A number as it stands in a text. */
export interface Quantity {
  readonly value: number;
  /** As written, with its unit. */
  readonly text: string;
  /** A currency sign, `%`, or ''. */
  readonly unit: string;
  readonly decimals: number;
}

// Not within a word, an identifier, a date, a time or a version; thousands may be set apart by commas.
const NUMBER =
  /(?<![\w#./-]|\d:)([-−]?)([$€£]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(\s?%)?(?![\w/]|:\d|-\w|\.\d|,\d{3})/g;

export function quantitiesIn(text: string): readonly Quantity[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const [whole, sign = '', currency = '', digits = '', percent = ''] = match;
    return {
      value: Number(digits.replace(/,/g, '')) * (sign === '' ? 1 : -1),
      text: whole.trim(),
      unit: currency === '' ? percent.trim() : currency,
      decimals: digits.split('.')[1]?.length ?? 0,
    };
  });
}

/** Equal as far as the coarser of the two was rounded. */
export const sameNumber = (a: number, b: number, decimals = 6): boolean =>
  Math.abs(a - b) <= 0.51 * 10 ** -Math.min(decimals, 6) || Math.abs(a - b) <= 1e-9 * Math.abs(b);

/** How far a number is off another, as a share of the other. */
export const deviation = (value: number, from: number): number =>
  from === 0 ? (value === 0 ? 0 : Infinity) : Math.abs(value - from) / Math.abs(from);
