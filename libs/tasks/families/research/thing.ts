import type { RelationName } from './relations.js';

/** Kinds of things that the encyclopedia has articles on. */
export type Headword = 'person' | 'firm' | 'work' | 'town';
export type Kind = Headword | 'river' | 'date';

/** What entries are about or name. No two things with an article have a name or another name in common. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
}

/** A thing that has an article. */
export interface Subject extends Thing {
  readonly kind: Headword;
}

/** What an entry says of its subject. */
export interface Claim {
  readonly subject: Subject;
  readonly relation: RelationName;
  readonly object: Thing;
}
