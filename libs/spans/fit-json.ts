export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Fitted {
  /** Absent where not even the shortest form fits. */
  readonly text?: string;
  readonly shortened: boolean;
}

/** Strings are not cut below this, so that names and ids stay whole. */
const SHORTEST = 64;
const CUT = '…';

/**
 * Items as one JSON array of at most `limit` UTF-16 units. What is too long loses its first items, up to all but the
 * last, and then the ends of its strings: it stays valid JSON.
 */
export function fitJson(items: readonly Json[], limit: number): Fitted {
  const kept = lastThatFit(items, limit);
  const shortened = kept.length < items.length;
  for (let longest = limit; ; longest = Math.floor(longest / 2)) {
    const cut = longest < limit;
    const text = JSON.stringify(cut ? cutStrings(kept, longest) : kept);
    if (text.length <= limit) return { text, shortened: shortened || cut };
    if (longest < SHORTEST) return { shortened: true };
  }
}

/** A text of at most `limit` UTF-16 units. */
export const fitText = (text: string, limit: number): Fitted =>
  text.length <= limit ? { text, shortened: false } : { text: cutText(text, limit), shortened: true };

function lastThatFit(items: readonly Json[], limit: number): readonly Json[] {
  const BRACKETS = 2;
  let room = limit - BRACKETS;
  let first = items.length;
  while (first > 0) {
    room -= JSON.stringify(items[first - 1]).length + 1;
    if (room < -1) break;
    first--;
  }
  return items.slice(Math.min(first, Math.max(0, items.length - 1)));
}

function cutStrings(value: Json, longest: number): Json {
  if (typeof value === 'string') return cutText(value, Math.max(SHORTEST, longest));
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => cutStrings(item, longest));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutStrings(item, longest)]));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const cutText = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, Math.max(0, longest - CUT.length)).toWellFormed()}${CUT}`;
