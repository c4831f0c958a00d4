import type { Dice } from '../dice.js';
import { millions, over, plus, times, type Derived, type Expression } from './expression.js';
import type { Currency, Figure } from './figure.js';
import type { NonEmpty } from '../non-empty.js';
import type { Needs, World, Year } from './world.js';

/** A question with the one way to answer it. */
interface Question {
  readonly text: string;
  /** Of the answer, as in `million USD`. */
  readonly unit: string;
  /** Its decimals are those that the answer is rounded to. */
  readonly answer: Derived;
}

/** A kind of question: what it needs from the filings, and how it is put to them. */
export interface Template extends Needs {
  readonly name: string;
  pose(world: World, dice: Dice): Question;
}

/** An amount that is shown in `from`, in millions of the other currency. */
export function converted(figure: Figure, from: Currency, rate: Expression): Expression {
  return from === 'EUR' ? times(millions(figure), rate) : over(millions(figure), rate);
}

export const otherCurrency = (currency: Currency): Currency => (currency === 'EUR' ? 'USD' : 'EUR');

export const sumOver = ([first, ...rest]: NonEmpty<Year>, of: (year: Year) => Expression): Expression =>
  rest.reduce((total, year) => plus(total, of(year)), of(first));

/** A question and the filings that answer it. */
export interface Problem {
  readonly world: World;
  readonly question: Question;
}
