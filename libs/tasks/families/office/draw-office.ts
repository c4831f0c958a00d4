import { diceOf, type Dice } from '../dice.js';
import { ID_LETTERS, SHELVES, type Entry, type Office, type Shelf } from './office-state.js';
import { drawLists } from './lists.js';
import { MAIL_TITLES, MEETING_TITLES, REGIONS, ROOTS, STAFF, TICKET_TITLES, TRADES } from './words.js';

const TODAY = '2026-03-02';
const REGIONS_OF_AN_OFFICE = 3;
/** Pairs of customers that share a root, in each region. */
const PAIRS = 2;

/** Where ids of a shelf begin; what they look like says nothing of where an entry stands. */
const FIRST_IDS: Readonly<Record<Shelf, number>> = { customers: 11, tickets: 104, mail: 61, calendar: 31, files: 21 };

interface Firm {
  readonly name: string;
  readonly region: string;
  readonly address: string;
}
type Unnumbered = Omit<Entry, 'id' | 'tag'>;

/** An office in which every customer has one entry on each shelf; beside these there are lists of customers. */
export function drawOffice(seed: number, index: number): Office {
  const dice = diceOf('office', seed, index);
  const firms = firmsOf(dice);
  const shelves = Object.fromEntries(
    SHELVES.map((shelf, position) => [
      shelf,
      numbered(shelf, position, dice.shuffled(firms.map(ENTRIES[shelf](dice)))),
    ]),
  ) as Record<Shelf, Entry[]>;
  const next = { id: FIRST_IDS.files + firms.length, tag: SHELVES.length * firms.length + 1 };
  const names = firms.map(({ name }) => name);
  return { today: TODAY, ...shelves, files: [...shelves.files, ...drawLists(names, next, dice)] };
}

function firmsOf(dice: Dice): readonly Firm[] {
  const regions = dice.shuffled(REGIONS).slice(0, REGIONS_OF_AN_OFFICE);
  const roots = dice.shuffled(ROOTS);
  const pairs = regions.flatMap((region) => Array.from({ length: PAIRS }, () => region));
  return pairs.flatMap((region, pair) =>
    dice.pick(TRADES).map((trade): Firm => {
      const name = `${roots[pair] ?? ''} ${trade}`;
      return { name, region, address: `info@${name.toLowerCase().replace(' ', '-')}.example` };
    }),
  );
}

const pad = (number: number): string => String(number).padStart(2, '0');
const dayIn = (dice: Dice, months: readonly [string, ...string[]]): string =>
  `${dice.pick(months)}-${pad(dice.between(1, 28))}`;

/** How an entry of each shelf is drawn for a customer. */
const ENTRIES: Readonly<Record<Shelf, (dice: Dice) => (firm: Firm) => Unnumbered>> = {
  customers: (dice) => (firm) => ({
    ...common(firm),
    date: dayIn(dice, ['2017-04', '2019-09', '2021-01', '2022-06', '2023-11']),
    status: dice.pick(['basic', 'standard']),
    title: `region ${firm.region}`,
  }),
  tickets: (dice) => (firm) => ({
    ...common(firm),
    date: dayIn(dice, ['2025-12', '2026-01', '2026-02']),
    status: dice.pick(['open', 'waiting']),
    title: dice.pick(TICKET_TITLES),
  }),
  mail: (dice) => (firm) => ({
    ...common(firm),
    date: dayIn(dice, ['2026-01', '2026-02']),
    status: 'inbox',
    title: dice.pick(MAIL_TITLES),
    notes: ['Please let us know how this goes on.'],
  }),
  calendar: (dice) => (firm) => ({
    ...common(firm),
    date: `${dayIn(dice, ['2026-03', '2026-04'])} ${pad(dice.between(9, 16))}:${dice.pick(['00', '15', '30', '45'])}`,
    status: 'planned',
    title: dice.pick(MEETING_TITLES),
  }),
  files: (dice) => (firm) => ({
    ...common(firm),
    date: dayIn(dice, ['2026-05', '2026-09', '2027-01']),
    status: dice.pick(['draft', 'signed']),
    address: dice.pick(STAFF),
    title: `Contract with ${firm.name}`,
  }),
};

const common = ({ name, address }: Firm) => ({ customer: name, address, notes: [] });

/** Tags run through all shelves. */
const numbered = (shelf: Shelf, position: number, entries: readonly Unnumbered[]): Entry[] =>
  entries.map((entry, i) => ({
    id: `${ID_LETTERS[shelf]}${FIRST_IDS[shelf] + i}`,
    tag: position * entries.length + i + 1,
    ...entry,
  }));
