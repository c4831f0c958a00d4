import type { NonEmpty } from '../non-empty.js';

/** How a relation between a subject and an object is written down and asked for. `{}` stands for the other end. */
export interface Relation {
  /** Lines of an entry on the subject. */
  readonly says: NonEmpty<string>;
  /** What the object is called in a question. */
  readonly object: NonEmpty<string>;
  /**
   * What the subject is called in a question, where an object has only one, and words to search for beside the object's
   * name: each line above has one of them.
   */
  readonly subject?: { readonly called: NonEmpty<string>; readonly query: string };
  /** Of dates: asks which of two subjects comes first or last. `{order}` is `earlier` or `later`. */
  readonly comparison?: string;
}

const RELATIONS = {
  birthplace: {
    says: ['Born in {}.', 'Birthplace: {}.'],
    object: ['the birthplace of {}', 'the native town of {}'],
  },
  birthdate: {
    says: ['Born on {}.', 'Date of birth: {}.'],
    object: ['the date of birth of {}', 'the day of birth of {}'],
    comparison: 'Who was born {order}:',
  },
  teacher: {
    says: ['Learnt the craft from {}.', 'Was a pupil of {}.'],
    object: ['the teacher of {}', 'the person who taught {}'],
  },
  employer: {
    says: ['Worked for {} for many years.', 'Was long in the service of {}.'],
    object: ['the employer of {}', 'the firm that employed {}'],
  },
  founder: {
    says: ['Founded by {}.', 'Its founder was {}.'],
    object: ['the founder of {}', 'the person who founded {}'],
    subject: {
      called: ['the firm founded by {}', 'the firm that owes its foundation to {}'],
      query: 'founded founder',
    },
  },
  seat: {
    says: ['Has its seat in {}.', 'Seat: {}.'],
    object: ['the seat of {}', 'the home town of {}'],
  },
  foundation: {
    says: ['Opened for business on {}.', 'Date of foundation: {}.'],
    object: ['the date of foundation of {}', 'the opening day of {}'],
    comparison: 'Which opened for business {order}:',
  },
  maker: {
    says: ['Made by {}.', 'Its maker was {}.'],
    object: ['the maker of {}', 'the person who made {}'],
    subject: { called: ['the work made by {}', 'the work from the hand of {}'], query: 'made maker' },
  },
  patron: {
    says: ['Commissioned by {}.', 'Ordered and paid for by {}.'],
    object: ['the firm that commissioned {}', 'the firm that ordered {}'],
    subject: { called: ['the work commissioned by {}', 'the work ordered by {}'], query: 'commissioned ordered' },
  },
  keeping: {
    says: ['Kept in {}.', 'On view in {}.'],
    object: ['the town that keeps {}', 'the town that houses {}'],
  },
  completion: {
    says: ['Completed on {}.', 'Date of completion: {}.'],
    object: ['the date of completion of {}', 'the day that saw the completion of {}'],
    comparison: 'Which was completed {order}:',
  },
  river: {
    says: ['Lies on the river {}.', 'River: {}.'],
    object: ['the river that runs through {}', 'the river that flows past {}'],
  },
  charter: {
    says: ['Received its charter on {}.', 'Date of its charter: {}.'],
    object: ['the date of the charter of {}', 'the day of the charter of {}'],
    comparison: 'Which received its charter {order}:',
  },
  builder: {
    says: ['Its market hall was built by {}.', 'Builder of the market hall: {}.'],
    object: ['the builder of the market hall of {}', 'the person who built the market hall of {}'],
  },
  freedom: {
    says: ['Its only honorary citizen is {}.', 'Gave the freedom of the town to {}.'],
    object: ['the honorary citizen of {}', 'the person who was given the freedom of {}'],
  },
} as const satisfies Readonly<Record<string, Relation>>;

export type RelationName = keyof typeof RELATIONS;

export const relationOf = (name: RelationName): Relation => RELATIONS[name];

/** A wording with something in its place. */
export const filled = (wording: string, inner: string): string => wording.replace('{}', () => inner);
