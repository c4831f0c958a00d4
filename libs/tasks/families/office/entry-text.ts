import type { Entry, Shelf } from './office-state.js';

/** What the date and the address of an entry are. */
const WORDS: Readonly<Record<Shelf, { readonly date: string; readonly address: string }>> = {
  customers: { date: 'customer since', address: 'contact' },
  tickets: { date: 'opened', address: 'raised by' },
  mail: { date: 'of', address: 'from' },
  calendar: { date: 'at', address: 'with' },
  files: { date: 'valid until', address: 'kept by' },
};

/** `T104 | Marlow Foods | opened 2026-02-11 | open | raised by info@marlow.example | Late delivery` */
export function entryText(shelf: Shelf, { id, customer, date, status, address, title }: Entry): string {
  const words = status === 'sent' ? { ...WORDS[shelf], address: 'to' } : WORDS[shelf];
  return [id, customer, `${words.date} ${date}`, status, `${words.address} ${address}`, title].join(' | ');
}

/** The line that a tool shows an entry with; only what reads as it did before the run has a tag. */
export const entryLine = (shelf: Shelf, entry: Entry): string =>
  `**${entryText(shelf, entry)}**${entry.tag === undefined ? '' : ` [${tagOf(entry.tag)}]`}`;

export const tagOf = (tag: number): string => `F${tag}`;

/** What can be read from an entry's text. */
export type ReadEntry = Pick<Entry, 'id' | 'customer' | 'date' | 'status' | 'address'>;

const TEXT = /^([A-Z]\d+) \| ([^|]+) \| [a-z ]+ (\d{4}-\d\d-\d\d(?: \d\d:\d\d)?) \| (\w+) \| [a-z ]+ (\S+@\S+) \| /;

/** Undefined for what is no entry's text. */
export function parseEntry(text: string): ReadEntry | undefined {
  const [, id, customer, date, status, address] = TEXT.exec(text) ?? [];
  if (id === undefined || customer === undefined || date === undefined) return undefined;
  return status === undefined || address === undefined ? undefined : { id, customer, date, status, address };
}
