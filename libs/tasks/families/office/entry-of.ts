import type { Entry, Office, Shelf } from './office-state.js';

/** The one entry that a customer has on a shelf, as long as nothing has been added. */
export const entryOf = (office: Office, shelf: Shelf, customer: string): Entry | undefined =>
  office[shelf].find((entry) => entry.customer === customer);

export const entriesOn = (office: Office, shelf: Shelf, customers: readonly string[]): readonly Entry[] =>
  customers.flatMap((customer) => entryOf(office, shelf, customer) ?? []);
