import type { Condition } from './errand.js';
import type { Shelf } from './office-state.js';

/** What the date of a customer's entry is compared by. */
const BEFORE: Readonly<Record<Shelf, string>> = {
  customers: 'it became a customer before',
  tickets: 'its ticket was opened before',
  mail: 'its mail came in before',
  calendar: 'its meeting takes place before',
  files: 'its contract is valid until a day before',
};

/** With the date of one candidate as its deadline that one is just not meant. */
export function isBefore(shelf: Shelf, date: string): Condition {
  const deadline = dayOf(date);
  return {
    shelf,
    text: `${BEFORE[shelf]} ${deadline} (not on that day)`,
    holds: (entry) => dayOf(entry.date) < deadline,
  };
}

const dayOf = (date: string): string => date.slice(0, 10);

/** Shelves on which entries have different statuses from the start. */
export const SORTED_SHELVES = ['customers', 'tickets', 'files'] as const;

const IS: Readonly<Record<(typeof SORTED_SHELVES)[number], string>> = {
  customers: 'its plan is',
  tickets: 'its ticket has the status',
  files: 'its contract has the status',
};

export const isLike = (shelf: (typeof SORTED_SHELVES)[number], status: string): Condition => ({
  shelf,
  text: `${IS[shelf]} \`${status}\``,
  holds: (entry) => entry.status === status,
});
