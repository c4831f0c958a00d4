import type { Paged } from './port.js';

/** A page of `limit` out of rows that were asked for with one more, so that the last page is known to be the last. */
export function paged<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Paged<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last) } : { items };
}
