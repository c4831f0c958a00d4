import { entryLine } from './entry-text.js';
import type { Entry, Office, Shelf } from './office-state.js';

/** What entries are looked for by; all that is given has to fit. */
export interface Sought {
  /** Name or id of a customer. */
  readonly customer?: string | undefined;
  readonly region?: string | undefined;
  readonly status?: string | undefined;
  /** Stands in the title, in whatever case. */
  readonly title?: string | undefined;
}

/** The entries of a shelf that fit, in words. */
export function foundText(office: Office, shelf: Shelf, sought: Sought): string {
  const found = office[shelf].filter((entry) => fits(office, entry, sought));
  if (found.length === 0) return `Nothing fits among the ${shelf}.${hint(office, sought)}`;
  return found.map((entry) => entryLine(shelf, entry)).join('\n');
}

/** One entry whole; undefined where there is none. */
export function shownText(office: Office, shelf: Shelf, id: string): string | undefined {
  const entry = office[shelf].find((one) => one.id === id);
  return entry && [entryLine(shelf, entry), ...entry.notes].join('\n');
}

function fits(office: Office, entry: Entry, { customer, region, status, title }: Sought): boolean {
  const owner = office.customers.find((one) => one.customer === entry.customer);
  return [
    customer === undefined || isNamed(customer, entry.customer) || owner?.id === customer,
    region === undefined || isNamed(`region ${region}`, owner?.title),
    status === undefined || entry.status === status,
    title === undefined || entry.title.toLowerCase().includes(title.toLowerCase()),
  ].every(Boolean);
}

const isNamed = (asked: string, name: string | undefined): boolean =>
  asked.trim().toLowerCase() === name?.toLowerCase();

function hint({ customers }: Office, { customer, region }: Sought): string {
  if (customer !== undefined) return ` Customers are ${listed(customers.map((one) => one.customer))}.`;
  return region === undefined
    ? ''
    : ` Regions are ${listed(customers.map((one) => one.title.replace('region ', '')))}.`;
}

const listed = (names: readonly string[]): string => [...new Set(names)].sort().join(', ');
