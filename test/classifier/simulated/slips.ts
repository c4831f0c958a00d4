import type { FailureMode } from '#taxonomy';
import type { Dice } from './dice.js';
import { answerOf, nameOf, type Row, type World } from './world.js';

/** What a team takes for true at a moment. */
export interface Held {
  readonly rows: readonly Row[];
  /** It keeps to the years that are asked for. */
  readonly limited: boolean;
  /** What it takes for the answer, where that no longer follows from the rows. */
  readonly figure?: string;
  /** It has nothing to answer with. */
  readonly lost: boolean;
}

export const truthOf = ({ rows }: World): Held => ({ rows, limited: true, lost: false });

/** What a team would answer now. */
export const answerFrom = (world: World, { rows, limited, figure }: Held): string =>
  figure ?? answerOf(world, rows, limited);

/** How a step goes wrong, and the class of that. */
export const WAYS = {
  assumes: 'other',
  astray: 'other',
  misreads: 'numerical_drift',
  miscalculates: 'numerical_drift',
  drops: 'context_omission',
  contradicts: 'logical_contradiction',
  overlooks: 'context_omission',
  guesses: 'other',
  misdirects: 'coordination_failure',
  stops: 'coordination_failure',
  circles: 'coordination_failure',
  accepts: 'coordination_failure',
} as const satisfies Readonly<Record<string, FailureMode>>;
export type Way = keyof typeof WAYS;

export type Act =
  | 'plan'
  | 'order'
  | 'search'
  | 'open'
  | 'retry'
  | 'replan'
  | 'accept'
  | 'recall'
  | 'invent'
  | 'code'
  | 'look'
  | 'repair'
  | 'read'
  | 'browse'
  | 'compute'
  | 'check'
  | 'change'
  | 'answer';

interface Risk {
  /** Chance that a step of the kind is the one that goes wrong, where none has before. */
  readonly rate: number;
  readonly ways: readonly Way[];
}

/**
 * How risky it is to do what, whatever the team. Assumed, not measured: one who writes down from memory or assumes what the
 * data are errs most often; one who merely passes on, clicks on or confirms, least. Docs: docs/classifier.md.
 */
export const RISKS: Readonly<Record<Act, Risk>> = {
  plan: { rate: 0.08, ways: ['drops', 'astray'] },
  order: { rate: 0.03, ways: ['drops', 'drops', 'misdirects'] },
  search: { rate: 0.05, ways: ['astray', 'drops'] },
  /** The page that is opened for what is asked, and what is made of it. */
  open: { rate: 0.2, ways: ['astray', 'astray', 'misreads', 'drops', 'overlooks'] },
  /** An order after one that brought nothing. */
  retry: { rate: 0.03, ways: ['circles'] },
  replan: { rate: 0.25, ways: ['guesses'] },
  /** A hint that a worker was not sure of. */
  accept: { rate: 0.15, ways: ['accepts'] },
  recall: { rate: 0.4, ways: ['assumes', 'assumes', 'misreads'] },
  /** Facts that are given though what was to show them has failed. */
  invent: { rate: 0.6, ways: ['assumes', 'assumes', 'contradicts'] },
  look: { rate: 0.06, ways: ['astray'] },
  code: { rate: 0.35, ways: ['assumes', 'assumes', 'drops', 'miscalculates'] },
  repair: { rate: 0.15, ways: ['assumes', 'drops', 'miscalculates'] },
  read: { rate: 0.15, ways: ['misreads', 'misreads', 'drops', 'astray'] },
  browse: { rate: 0.05, ways: ['astray'] },
  compute: { rate: 0.2, ways: ['miscalculates', 'drops'] },
  check: { rate: 0.08, ways: ['contradicts'] },
  /** A call that changes a thing for good, and often was decided on too early. */
  change: { rate: 0.3, ways: ['drops', 'drops', 'astray', 'stops'] },
  answer: { rate: 0.12, ways: ['contradicts', 'miscalculates', 'stops'] },
};

/** What is held after a step has gone wrong; undefined where that would not change the answer. */
export function heldAfter(way: Way, world: World, held: Held, dice: Dice): Held | undefined {
  const after = { ...held, ...CHANGES[way](world, held, dice) };
  const isHarmless = !after.lost && answerFrom(world, after) === answerFrom(world, held);
  return isHarmless ? undefined : after;
}

type Change = (world: World, held: Held, dice: Dice) => Partial<Held>;

const isLost: Change = () => ({ lost: true });
const otherFigure: Change = (world, held, dice) => ({ figure: otherThan(answerFrom(world, held), world, dice) });

const CHANGES: Readonly<Record<Way, Change>> = {
  assumes: (world, _held, dice) => ({
    rows: world.rows.slice(0, dice.between(3, 5)).map((row) => inventedLike(row, dice)),
  }),
  misreads: (_world, { rows }, dice) => ({ rows: misread(rows, dice) }),
  drops: () => ({ limited: false }),
  miscalculates: otherFigure,
  contradicts: otherFigure,
  astray: isLost,
  overlooks: isLost,
  guesses: isLost,
  misdirects: isLost,
  stops: isLost,
  circles: isLost,
  accepts: isLost,
};

const inventedLike = ({ year, value }: Row, dice: Dice): Row => ({
  name: nameOf(dice),
  year: year + dice.between(-9, 9),
  value: Math.round((value + dice.between(-200, 200)) / 50) * 50 + 50,
});

function misread(rows: readonly Row[], dice: Dice): readonly Row[] {
  const at = dice.between(0, rows.length - 1);
  if (dice.chance(0.5)) return rows.filter((_, position) => position !== at);
  const off = { value: dice.between(40, 900), year: dice.between(1870, 2000) };
  return rows.map((row, position) => (position === at ? { ...row, ...off } : row));
}

function otherThan(answer: string, { rows }: World, dice: Dice): string {
  if (/^\d+$/.test(answer)) return String(Number(answer) + dice.one([-2, -1, 1, 2, 3, 10]));
  return dice.one(rows.filter(({ name }) => name !== answer)).name;
}
