import type { Dice } from './dice.js';
import { nameOf } from './world.js';

/** One thing to be found out on the way to an answer. */
export interface Clue {
  /** In words of the task, which tell the thing by what leads to it. */
  readonly asked: string;
  /** Once what leads to it has a name. */
  readonly wanted: (subject: string) => string;
  readonly found: string;
  /** What a wrong page, a wrong line or a wrong name before it gives. */
  readonly mistaken: string;
}

/** A question that takes several look-ups, each of which needs what the one before has given. */
export interface Quest {
  readonly question: string;
  /** What the first clue is about. */
  readonly subject: string;
  /** What limits that; '' where nothing does. */
  readonly limit: string;
  readonly clues: readonly Clue[];
  /** How the values of the last two clues make up the answer; undefined where it is the last one. */
  readonly combines?: 'sum' | 'difference';
}

const THINGS =
  'bridge lighthouse museum orchestra mine ferry observatory brewery stadium theatre chapel school mill'.split(' ');
const ROLES = 'architect founder patron director keeper owner painter captain rival teacher'.split(' ');
const UNITS = 'seats rooms pages windows members steps prizes ships editions bells'.split(' ');
const DEEDS = 'sold shown printed honoured rebuilt renamed closed restored'.split(' ');

type Link = (dice: Dice) => { readonly of: (subject: string) => string; readonly value: () => string };

const toPerson: Link = (dice) => {
  const role = `${dice.one(['first ', 'last ', 'second ', ''])}${dice.one(ROLES)}`;
  return { of: (subject) => `the ${role} of ${subject}`, value: () => `${nameOf(dice)} ${nameOf(dice)}` };
};
const toThing: Link = (dice) => {
  const thing = dice.one(THINGS);
  return { of: (subject) => `the ${thing} connected with ${subject}`, value: () => `the ${nameOf(dice)} ${thing}` };
};
const toNumber: Link = (dice) => {
  const unit = dice.one(UNITS);
  return { of: (subject) => `the number of ${unit} of ${subject}`, value: () => String(dice.between(21, 960)) };
};
const toYear: Link = (dice) => {
  const deed = dice.one(DEEDS);
  return { of: (subject) => `the year of ${subject} being ${deed}`, value: () => String(dice.between(1820, 2015)) };
};

export function questOf(dice: Dice): Quest {
  const { subject, limit } = beginningOf(dice);
  const combines = dice.chance(0.3) ? dice.one(['sum', 'difference'] as const) : undefined;
  if (combines !== undefined) return combined(dice, { subject, limit, combines });
  const links = dice.one([
    [dice.one([toPerson, toNumber, toYear, toThing])],
    [toPerson, dice.one([toNumber, toYear, toThing])],
    [toPerson, dice.one([toNumber, toYear, toThing])],
    [toThing, toPerson, dice.one([toNumber, toYear])],
    [toPerson, toThing, toPerson, dice.one([toNumber, toYear])],
  ]);
  const clues: Clue[] = [];
  let asked = `${subject}${limit}`;
  for (const link of links) {
    clues.push(clueOf(link(dice), asked));
    asked = clues.at(-1)!.asked;
  }
  return { question: `${dice.one(['What is', 'Find', 'Tell me', 'Please give'])} ${asked}?`, subject, limit, clues };
}

/** Two numbers of one thing. */
function combined(dice: Dice, about: Pick<Quest, 'subject' | 'limit'> & { combines: 'sum' | 'difference' }): Quest {
  const asked = `${about.subject}${about.limit}`;
  const clues = [clueOf(toNumber(dice), asked), clueOf(toNumber(dice), asked)];
  return {
    ...about,
    clues,
    question: `What is the ${about.combines} of ${clues.map((clue) => clue.asked).join(' and ')}?`,
  };
}

function clueOf({ of, value }: ReturnType<Link>, asked: string): Clue {
  const found = value();
  let mistaken = value();
  while (mistaken === found) mistaken = value();
  return { asked: of(asked), wanted: of, found, mistaken };
}

function beginningOf(dice: Dice): Pick<Quest, 'subject' | 'limit'> {
  const year = dice.between(1850, 2005);
  return {
    subject: `the ${dice.one(THINGS)} of ${nameOf(dice)}`,
    limit: dice.one([
      '',
      ` that was opened before ${year}`,
      ` as of ${year}`,
      ` with at least ${dice.between(3, 40)} rooms`,
      ` listed in the register of ${year}`,
      ' on the northern bank only',
      ' not counting the annex',
    ]),
  };
}

/** What the values that were found make. */
export function answerOfQuest({ combines }: Quest, values: readonly string[], off = 0): string {
  const last = values.at(-1) ?? 'unknown';
  if (combines === undefined) return last;
  const [one = 0, other = 0] = values.slice(-2).map(Number);
  return String((combines === 'sum' ? one + other : Math.abs(one - other)) + off);
}
