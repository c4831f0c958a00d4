import type { Dice } from './dice.js';

/** One thing of a made-up world, as a page lists it. */
export interface Row {
  readonly name: string;
  readonly year: number;
  readonly value: number;
}

/** What is true, and the question about it. */
export interface World {
  readonly things: string;
  readonly place: string;
  readonly measure: string;
  readonly source: string;
  readonly rows: readonly Row[];
  readonly from: number;
  readonly to: number;
  readonly kind: Kind;
  readonly question: string;
}

type Kind = 'count' | 'total' | 'largest' | 'gap';

/** What rows answer; `limited`: only those of the years that are asked for count. */
export function answerOf({ kind, from, to }: World, rows: readonly Row[], limited = true): string {
  const counted = limited ? rows.filter(({ year }) => year >= from && year <= to) : rows;
  const values = counted.map(({ value }) => value);
  switch (kind) {
    case 'count':
      return String(counted.length);
    case 'total':
      return String(values.reduce((sum, value) => sum + value, 0));
    case 'gap':
      return String(Math.max(0, ...values) - Math.min(...values, Math.max(0, ...values)));
    case 'largest':
      return counted.toSorted((a, b) => b.value - a.value)[0]?.name ?? 'none';
  }
}

const SUBJECTS = [
  ['bridges', 'length in metres', 'the roads register'],
  ['lighthouses', 'height in metres', 'the coastal almanac'],
  ['museums', 'number of visitors', 'the statistics office'],
  ['orchestras', 'number of players', 'the music council'],
  ['mines', 'output in tonnes', 'the mining yearbook'],
  ['ferries', 'number of berths', 'the shipping list'],
  ['observatories', 'mirror size in centimetres', 'the society of astronomers'],
  ['breweries', 'output in barrels', 'the trade journal'],
  ['stadiums', 'number of seats', 'the league handbook'],
  ['theatres', 'number of seats', 'the stage directory'],
] as const;
const HEADS = 'Al Bren Cor Dun Esk Fal Gor Hal Ist Jar Kel Lor Mar Nor Os Pell Quin Ros Sel Tor'.split(' ');
const TAILS = 'aby by dale ford gate holm ick lund mere ness over port rick stad thorpe wick'.split(' ');

export const nameOf = (dice: Dice): string => `${dice.one(HEADS)}${dice.one(TAILS)}`;

export function worldOf(dice: Dice): World {
  const [things, measure, source] = dice.one(SUBJECTS);
  const from = dice.between(1880, 1960);
  const draft = {
    ...{ things, measure, source, from },
    to: from + dice.between(15, 40),
    place: nameOf(dice),
    kind: dice.one(['count', 'total', 'largest', 'gap'] as const),
    rows: rowsOf(dice, from),
  };
  return { ...draft, question: questionOf(draft) };
}

function rowsOf(dice: Dice, from: number): readonly Row[] {
  const names = new Set(Array.from({ length: dice.between(6, 11) }, () => nameOf(dice)));
  return [...names].map((name) => ({ name, year: from + dice.between(-12, 45), value: dice.between(40, 900) }));
}

function questionOf({ things, place, measure, from, to, kind }: Omit<World, 'question'>): string {
  const those = `${things} of ${place} that were opened between ${from} and ${to}`;
  switch (kind) {
    case 'count':
      return `How many of the ${those} are there?`;
    case 'total':
      return `What is the total ${measure} of the ${those}?`;
    case 'gap':
      return `What is the difference between the largest and the smallest ${measure} of the ${those}?`;
    case 'largest':
      return `Which of the ${those} has the largest ${measure}?`;
  }
}
