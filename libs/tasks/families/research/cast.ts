import type { Dice } from '../dice.js';
import type { Headword, Subject } from './thing.js';
import { NAMES } from './words.js';

/** Who and what has an article, by kind. */
export type Cast = Readonly<Record<Headword, readonly Subject[]>>;
/** How many of each kind. */
export type Sizes = Readonly<Record<Headword, number>>;

/** Names of the same style that nothing has yet. */
export type SpareNames = Readonly<Record<Headword, readonly string[]>>;

const SPARE = 2;

/** Draws names in pairs that are alike: two people of one family name, two firms, works and towns of one root. */
export function drawCast(sizes: Sizes, dice: Dice): { readonly cast: Cast; readonly spare: SpareNames } {
  const names = byKind((kind) => drawNames(kind, sizes[kind] + SPARE, dice));
  return {
    cast: byKind((kind) => names[kind].slice(0, sizes[kind]).map((name) => ({ kind, name }))),
    spare: byKind((kind) => names[kind].slice(sizes[kind])),
  };
}

const byKind = <T>(of: (kind: Headword) => T): Readonly<Record<Headword, T>> => ({
  person: of('person'),
  firm: of('firm'),
  work: of('work'),
  town: of('town'),
});

function drawNames(kind: Headword, count: number, dice: Dice): readonly string[] {
  const { roots, parts, named } = NAMES[kind];
  const pairs = dice.shuffled(roots).flatMap((root) => [root, root]);
  return dice
    .shuffled(parts)
    .slice(0, count)
    .map((part, i) => named(pairs[i] ?? '', part));
}

export const subjectsOf = ({ person, firm, work, town }: Cast): readonly Subject[] => [
  ...person,
  ...firm,
  ...work,
  ...town,
];
