import type { Group } from './encoding.js';
import { UnusableRequest } from './unusable-request.js';

/**
 * What one request may hold: two bytes can stand for a span or a value, which costs a hundred to read and to keep.
 * Batches of exporters and collectors have hundreds to some thousand spans, with less than a hundred values each.
 */
const MOST_SPANS = 50_000;
export const MOST_VALUES = 1_000_000;

/** What stands around spans is kept for each of their traces: one resource above many can be more than any body. */
const MOST_BYTES_AROUND = 67_108_864;

export const tooManyValues = (): UnusableRequest => tooLarge(`${MOST_VALUES} values`);

/**
 * Groups and scopes count as spans do.
 * @throws UnusableRequest
 */
export function refuseTooManySpans(groups: readonly Group<unknown>[]): void {
  let count = groups.length;
  for (const { scopes } of groups) {
    count += scopes.length;
    for (const { spans } of scopes) count += spans.length;
  }
  if (count > MOST_SPANS) throw tooLarge(`${MOST_SPANS} spans, their groups and scopes included`);
}

/** @throws UnusableRequest */
export function refuseTooMuchAround(bytes: number): void {
  if (bytes <= MOST_BYTES_AROUND) return;
  throw tooLarge(`${MOST_BYTES_AROUND} bytes of resources and scopes, each counted for every trace below it`);
}

const tooLarge = (what: string): UnusableRequest =>
  new UnusableRequest('too_large', `the body holds more than ${what}: send fewer spans at once`);
