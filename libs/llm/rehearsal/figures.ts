import { plainNumber } from '#tasks';

/** A shown value as a number; not finite for what is none. */
export const numberOf = (value: string): number => Number(plainNumber(value) ?? Number.NaN);

/** A number as documents show it: with thousands commas and this many decimals. */
export function shownNumber(number: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(number).toFixed(decimals).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return number < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

export const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0;
