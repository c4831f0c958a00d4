import type { RecordLedger } from './record-ledger.js';
import type { Sighting } from './record.js';

const MOST_ALTERNATIVES = 5;
const LEAST_LETTERS = 4;

/** The few like things of one list that a thing was shown in, itself included; none where it was shown alone. */
export function alternativesTo(id: string, before: number, records: RecordLedger): readonly Sighting[] {
  for (const { at, kind } of records.history(id, before).toReversed()) {
    const list = records.seenAt(at).find(({ parts }) => parts.some((part) => part.id === id))?.parts ?? [];
    const alike = list.filter((part) => part.kind === kind);
    if (alike.length >= 2 && alike.length <= MOST_ALTERNATIVES) return alike;
  }
  return [];
}

/** Those of the alternatives that a text names by a value which no other of them has. */
export const namedAmong = (alternatives: readonly Sighting[], text: string): readonly Sighting[] =>
  alternatives.filter((thing) =>
    [...thing.fields].some((field) => isOwn(field, thing, alternatives) && names(text, field[1])),
  );

type Field = readonly [string, string | number | boolean];

const isOwn = ([name, value]: Field, thing: Sighting, alternatives: readonly Sighting[]): boolean =>
  alternatives.every((other) => other === thing || other.fields.get(name) !== value);

function names(text: string, value: string | number | boolean): boolean {
  const words = String(value).replace(/_/g, ' ').toLowerCase();
  return words.length >= LEAST_LETTERS && new RegExp(`\\b${words.replace(/\W/g, '\\W?')}\\b`, 'i').test(text);
}
