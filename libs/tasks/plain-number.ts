/**
 * The number that a document shows, without thousands commas: what takes the place of an id in a calculator expression.
 * Undefined for a text that is no plain number (digits, commas, one decimal point, a leading minus).
 */
export const plainNumber = (value: string): string | undefined =>
  /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(value) ? value.replaceAll(',', '') : undefined;

const ID = /\{([^}]+)\}/g;

/** An expression with numbers for its ids, each in parentheses; undefined where one is missing. */
export function filledIn(expression: string, numberOf: (id: string) => string | undefined): string | undefined {
  const numbers = new Map([...expression.matchAll(ID)].map(([, id = '']) => [id, numberOf(id)]));
  if ([...numbers.values()].includes(undefined)) return undefined;
  return expression.replace(ID, (_, id: string) => `(${numbers.get(id) ?? ''})`);
}
