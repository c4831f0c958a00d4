import { figuresIn, valueOf } from './expression.js';
import { inThousands, type Figure } from './figure.js';
import type { Problem } from './question.js';

export const shownAmount = (figure: Figure): number => figure.amount;

/** An answer is right within half a unit of its last decimal: to round halves up or to even is all the same. */
export const toleranceOf = (decimals: number): number => 0.5 * 10 ** -decimals;

/** Whether every plausible mistake leads well out of the tolerance. */
export function isSharp(problem: Problem): boolean {
  const { answer } = problem.question;
  const right = valueOf(answer, shownAmount);
  return mistakes(problem).every((wrong) => Math.abs(wrong - right) > 2 * toleranceOf(answer.decimals));
}

/** Answers of somebody who flips the sign, misses a unit, takes earlier versions of figures, or takes one figure for another. */
export function mistakes({ world, question: { answer } }: Problem): number[] {
  const right = valueOf(answer, shownAmount);
  const used = figuresIn(answer);
  const figures = world.filings.flatMap((filing) => filing.figures);
  const unrestated = used.some((figure) => figure.replaces) ? [firstReported, previouslyReported] : [];
  const mistaken = used.flatMap((figure) =>
    misreadings(figure, figures).map((amount) => valueOf(answer, (one) => (one === figure ? amount : one.amount))),
  );
  return [-right, right * 1000, right / 1000, ...unrestated.map((read) => valueOf(answer, read)), ...mistaken];
}

const firstReported = (figure: Figure): number =>
  figure.replaces === undefined ? figure.amount : firstReported(figure.replaces);

const previouslyReported = (figure: Figure): number => (figure.replaces ?? figure).amount;

/** What else somebody may take the figure for, in its own scale. */
function misreadings(figure: Figure, all: readonly Figure[]): number[] {
  const units = figure.scale === undefined ? [] : [figure.amount * 1000, figure.amount / 1000];
  return [...units, ...all.filter((other) => isLike(other, figure)).map((other) => inScaleOf(figure, other))];
}

/** Same thing of another year, version or company; or another thing of the same company and year. */
function isLike(other: Figure, figure: Figure): boolean {
  if (other === figure || (other.scale === undefined) !== (figure.scale === undefined)) return false;
  if (other.company === figure.company) return other.item === figure.item || other.period === figure.period;
  return other.item === figure.item && other.period === figure.period;
}

function inScaleOf(figure: Figure, other: Figure): number {
  if (figure.scale === undefined) return other.amount;
  return figure.scale === 'million' ? inThousands(other) / 1000 : inThousands(other);
}
