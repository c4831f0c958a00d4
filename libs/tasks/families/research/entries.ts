import type { Dice } from '../dice.js';
import type { Aliases } from './aliases.js';
import { drawEntryDates } from './calendar.js';
import type { Dispute } from './disputes.js';
import type { Claim, Subject } from './thing.js';

/** An article says all that there is to say of its subject, a note one thing, a reference explains another name. */
export interface Entry {
  /** Its place among all, from 1. */
  readonly number: number;
  readonly form: 'article' | 'note' | 'reference';
  readonly subject: Subject;
  /** The day on which it was entered, `1931-04-02`; no two entries have the same. */
  readonly date: string;
  /** The claims of the truth themselves, but where the entry is outdated. */
  readonly claims: readonly Claim[];
}

type Draft = Omit<Entry, 'number'>;

/** What the encyclopedia is written from. */
export interface World {
  readonly subjects: readonly Subject[];
  readonly truths: readonly Claim[];
  readonly aliases: Aliases;
  readonly disputes: readonly Dispute[];
}

/**
 * In random order, so that neither numbers nor forms say which one to believe: the latest of the entries that
 * contradict each other is right.
 */
export function drawEntries({ subjects, truths, aliases, disputes }: World, dice: Dice): readonly Entry[] {
  const claimsOf = (subject: Subject): readonly Claim[] => truths.filter((claim) => claim.subject === subject);
  const drafts: readonly Omit<Draft, 'date'>[] = [
    ...subjects.map((subject) => ({ form: 'article' as const, subject, claims: claimsOf(subject) })),
    ...disputes.flatMap(({ claim, outdated }) =>
      outdated.map(() => ({ form: 'note' as const, subject: claim.subject, claims: [claim] })),
    ),
    ...subjects
      .filter((subject) => aliases.has(subject))
      .map((subject) => ({ form: 'reference' as const, subject, claims: [] })),
  ];
  const dates = drawEntryDates(dice, drafts.length);
  const entries: readonly Draft[] = drafts.map((draft, i) => ({ ...draft, date: dates[i] ?? '' }));
  return dice.shuffled(disputes.reduce(contradicted, entries)).map((entry, i) => ({ ...entry, number: i + 1 }));
}

/** Puts what is outdated into all but the latest of the entries that make the claim. */
function contradicted(entries: readonly Draft[], { claim, outdated }: Dispute): readonly Draft[] {
  const sources = entries.filter(({ claims }) => claims.includes(claim)).sort(byDate);
  return entries.map((entry) => {
    const object = outdated[sources.indexOf(entry)];
    if (object === undefined) return entry;
    return { ...entry, claims: entry.claims.map((one) => (one === claim ? { ...claim, object } : one)) };
  });
}

const byDate = (one: Draft, other: Draft): number => (one.date < other.date ? -1 : 1);
