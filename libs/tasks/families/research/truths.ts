import type { Dice } from '../dice.js';
import { drawDate, yearOf } from './calendar.js';
import type { Cast } from './cast.js';
import type { RelationName } from './relations.js';
import type { Claim, Subject, Thing } from './thing.js';
import { RIVERS } from './words.js';

/** Years within which things happen, such that founders and makers were grown up and patrons in business. */
const BIRTHS = [1805, 1830] as const;
const FOUNDATIONS = [1846, 1862] as const;
const COMPLETIONS = [1863, 1878] as const;
const CHARTERS = [1290, 1640] as const;
/** By so many years a teacher is older than a pupil. */
const TEACHER_OLDER = 3;

/**
 * All that is true in the world of the encyclopedia: of each subject at most one claim of a relation, and for each
 * object at most one where the relation may be asked for backwards.
 */
export function drawTruths(cast: Cast, dice: Dice): readonly Claim[] {
  const { person, firm, work, town } = cast;
  const births = person.map((subject) => dateOf(subject, 'birthdate', BIRTHS, dice));
  const founders = dice.shuffled(person);
  const makers = dice.shuffled(person);
  const patrons = dice.shuffled(firm);
  const rivers = dice.shuffled(RIVERS);
  return [
    ...births,
    ...births.flatMap((birth) => oneOf(birth.subject, 'teacher', elders(birth, births), dice)),
    ...person.flatMap((subject) => [
      ...oneOf(subject, 'birthplace', town, dice),
      ...oneOf(subject, 'employer', firm, dice),
    ]),
    ...firm.flatMap((subject, i) => [
      ...claimOf(subject, 'founder', founders[i]),
      ...oneOf(subject, 'seat', town, dice),
      dateOf(subject, 'foundation', FOUNDATIONS, dice),
    ]),
    ...work.flatMap((subject, i) => [
      ...claimOf(subject, 'maker', makers[i]),
      ...claimOf(subject, 'patron', patrons[i]),
      ...oneOf(subject, 'keeping', town, dice),
      dateOf(subject, 'completion', COMPLETIONS, dice),
    ]),
    ...town.flatMap((subject, i) => [
      ...claimOf(subject, 'river', riverOf(rivers[i])),
      ...oneOf(subject, 'builder', person, dice),
      ...oneOf(subject, 'freedom', person, dice),
      dateOf(subject, 'charter', CHARTERS, dice),
    ]),
  ];
}

/** None without an object. */
const claimOf = (subject: Subject, relation: RelationName, object: Thing | undefined): readonly Claim[] =>
  object === undefined ? [] : [{ subject, relation, object }];

const oneOf = (subject: Subject, relation: RelationName, candidates: readonly Thing[], dice: Dice): readonly Claim[] =>
  claimOf(subject, relation, dice.shuffled(candidates)[0]);

const riverOf = (name: string | undefined): Thing | undefined =>
  name === undefined ? undefined : { kind: 'river', name };

function dateOf(subject: Subject, relation: RelationName, [low, high]: readonly [number, number], dice: Dice): Claim {
  return { subject, relation, object: { kind: 'date', name: drawDate(dice, dice.between(low, high)) } };
}

const elders = (birth: Claim, births: readonly Claim[]): readonly Subject[] =>
  births
    .filter(({ object }) => yearOf(birth.object.name) - yearOf(object.name) >= TEACHER_OLDER)
    .map(({ subject }) => subject);
