import { diceOf, type Dice } from '../dice.js';
import type { Level } from '../level.js';
import { isBefore, isLike, SORTED_SHELVES } from './conditions.js';
import { deedOn, settingOn } from './deeds.js';
import { drawOffice } from './draw-office.js';
import { entriesOn, entryOf } from './entry-of.js';
import { changesFor, type Deed, type Errand } from './errand.js';
import { SHELVES, type Entry, type Office, type Shelf } from './office-state.js';
import { namesOnList, pickList } from './lists.js';

/** The errand of one task: of those that are drawn the first that means some of its candidates and not all. */
export function drawErrand(seed: number, index: number, level: Level): Errand {
  const office = drawOffice(seed, index);
  for (let attempt = 0; ; attempt++) {
    const errand = DRAWN[level](office, diceOf('office', seed, index, level, attempt));
    if (isSharp(errand)) return errand;
  }
}

function isSharp(errand: Errand): boolean {
  const { office, candidates, conditions } = errand;
  const meant = candidates.filter((name) => changesFor(errand, (shelf) => entryOf(office, shelf, name)).length > 0);
  return conditions.length === 0 || (meant.length > 0 && meant.length < candidates.length);
}

/** Two things to do: for one customer; for those of a few who meet a condition; for those on a list who meet two. */
const DRAWN: Readonly<Record<Level, (office: Office, dice: Dice) => Errand>> = {
  1: (office, dice) => {
    const [first = 'tickets', second = 'mail'] = dice.shuffled(SHELVES);
    return {
      office,
      selection: { kind: 'named' },
      candidates: someNames(office, dice, 1),
      conditions: [],
      deeds: deedsOn(first, second, dice),
    };
  },
  2: (office, dice) => {
    const shelf = dice.pick(SHELVES);
    const few = dice.pick([inRegion, mentioned])(office, dice);
    const { date } = one(entriesOn(office, shelf, few.candidates), dice);
    return {
      office,
      ...few,
      conditions: [isBefore(shelf, date)],
      deeds: deedsOn(shelf, shelf, dice),
    };
  },
  3: (office, dice) => {
    const listed = onList(office, dice);
    const [first, second] = [dice.pick(SHELVES), dice.pick(SORTED_SHELVES)];
    const { date } = one(entriesOn(office, first, listed.candidates), dice);
    const { status } = one(entriesOn(office, second, listed.candidates), dice);
    return {
      office,
      ...listed,
      conditions: [isBefore(first, date), isLike(second, status)],
      deeds: deedsOn(first, second, dice),
    };
  },
};

/** Two settings of the same entry could contradict each other: the second is then left out. */
function deedsOn(first: Shelf, second: Shelf, dice: Dice): readonly Deed[] {
  const [setting, other] = [settingOn(first, dice), deedOn(second, dice)];
  return first === second && other.isRepeatable ? [setting] : [setting, other];
}

const NOTHING = { date: '', status: '' };
const one = (entries: readonly Entry[], dice: Dice): Pick<Entry, 'date' | 'status'> =>
  dice.shuffled(entries)[0] ?? NOTHING;

type Candidates = Pick<Errand, 'selection' | 'candidates'>;
const MENTIONED = 4;

const mentioned = (office: Office, dice: Dice): Candidates => ({
  selection: { kind: 'named' },
  candidates: someNames(office, dice, MENTIONED),
});

const someNames = ({ customers }: Office, dice: Dice, count: number): readonly string[] =>
  dice
    .shuffled(customers)
    .slice(0, count)
    .map(({ customer }) => customer);

function inRegion({ customers }: Office, dice: Dice): Candidates {
  const title = dice.shuffled(customers)[0]?.title ?? '';
  return {
    selection: { kind: 'region', region: title.replace('region ', '') },
    candidates: customers.filter((customer) => customer.title === title).map(({ customer }) => customer),
  };
}

function onList(office: Office, dice: Dice): Candidates {
  const file = pickList(office, dice);
  return { selection: { kind: 'list', file }, candidates: namesOnList(file).map(({ value }) => value) };
}
