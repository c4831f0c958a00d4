import { entryText } from './entry-text.js';
import type { Entry, Office, Shelf } from './office-state.js';

const NEIGHBOURS = 6;

/** Other customers, those with a similar name first. */
export function mistakenNames({ customers }: Office, name: string): readonly string[] {
  const root = name.split(' ')[0] ?? name;
  const isClose = (other: string): boolean => other.startsWith(root);
  const others = customers.map(({ customer }) => customer).filter((other) => other !== name);
  return others.toSorted((a, b) => Number(isClose(b)) - Number(isClose(a))).slice(0, NEIGHBOURS);
}

/** The entry's line with one field of a neighbour's. */
export function mistakenEntries(office: Office, shelf: Shelf, entry: Entry): readonly string[] {
  const right = entryText(shelf, entry);
  const others = office[shelf].filter((other) => other !== entry).slice(0, NEIGHBOURS);
  const mixed = others.flatMap(({ id, date, status, address }) => [
    { ...entry, id, address },
    { ...entry, date },
    { ...entry, status },
  ]);
  return [...new Set(mixed.map((one) => entryText(shelf, one)))].filter((text) => text !== right);
}
