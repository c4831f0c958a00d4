import type { Change } from './change.js';
import type { ReadEntry } from './entry-text.js';
import type { Entry, Office, Shelf } from './office-state.js';

/** Whom an errand is about. */
type Selection =
  | { readonly kind: 'named' }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'list'; readonly file: Entry };

/** What an entry of a customer has to be like for something to be done. */
export interface Condition {
  readonly shelf: Shelf;
  /** As in `its ticket was opened before 2026-02-11`. */
  readonly text: string;
  readonly holds: (entry: ReadEntry) => boolean;
}

/** What is done for a customer, with its entry on that shelf. */
export interface Deed {
  readonly shelf: Shelf;
  readonly text: string;
  /** Whether doing it twice is doing it once. */
  readonly isRepeatable: boolean;
  readonly change: (entry: ReadEntry) => Change;
}

/** What a task asks for: deeds for every candidate that meets all conditions. */
export interface Errand {
  readonly office: Office;
  readonly selection: Selection;
  /** Names of customers, in the order in which they are dealt with. */
  readonly candidates: readonly string[];
  readonly conditions: readonly Condition[];
  readonly deeds: readonly Deed[];
}

/** Shelves that something of each candidate has to be known from. */
export const shelvesOf = ({ conditions, deeds }: Errand): readonly Shelf[] => [
  ...new Set([...conditions, ...deeds].map(({ shelf }) => shelf)),
];

/** What the errand comes to for one candidate whose entries are taken to be these; nothing where one is not known. */
export function changesFor(errand: Errand, entryOn: (shelf: Shelf) => ReadEntry | undefined): readonly Change[] {
  const meets = errand.conditions.every(({ shelf, holds }) => {
    const entry = entryOn(shelf);
    return entry !== undefined && holds(entry);
  });
  if (!meets) return [];
  return errand.deeds.flatMap(({ shelf, change }) => {
    const entry = entryOn(shelf);
    return entry === undefined ? [] : [change(entry)];
  });
}
