import { z } from 'zod';

/** Where the entries of an office are kept. */
export const SHELVES = ['customers', 'tickets', 'mail', 'calendar', 'files'] as const;
export type Shelf = (typeof SHELVES)[number];

/** Customers, tickets, mails, meetings and files have the same fields; what they mean is said by their shelf. */
const EntrySchema = z.strictObject({
  id: z.string().min(1),
  /** Number of the tag that it is shown with; what a run has added or reworded has none. */
  tag: z.int().min(1).exactOptional(),
  /** Name of the customer that it belongs to; empty for none. */
  customer: z.string(),
  /** `2026-03-02`, for a meeting `2026-03-02 10:30`. */
  date: z.string(),
  status: z.string(),
  address: z.string(),
  title: z.string(),
  /** A mail's or a file's text by line, or what has been noted. */
  notes: z.array(z.string()).readonly(),
});
export type Entry = z.infer<typeof EntrySchema>;

export const OfficeSchema = z.strictObject({
  today: z.string(),
  customers: z.array(EntrySchema).readonly(),
  tickets: z.array(EntrySchema).readonly(),
  mail: z.array(EntrySchema).readonly(),
  calendar: z.array(EntrySchema).readonly(),
  files: z.array(EntrySchema).readonly(),
});
/** Everything that the tools of an office show and change. */
export type Office = z.infer<typeof OfficeSchema>;

/** Id of the task document that holds the office as a run finds it. */
export const OFFICE_DOCUMENT = 'office.json';

/** Letters that ids begin with. */
export const ID_LETTERS: Readonly<Record<Shelf, string>> = {
  customers: 'C',
  tickets: 'T',
  mail: 'M',
  calendar: 'E',
  files: 'D',
};
