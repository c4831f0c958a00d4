import type { Figure } from './figure.js';

/** How an answer follows from figures; the calculator text and the value are both read off it, so they cannot differ. */
export type Expression =
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | Derived;
type Operator = '+' | '-' | '*' | '/';

/** A step that is worth a name, rounded. */
export interface Derived {
  readonly kind: 'derived';
  readonly from: Expression;
  readonly decimals: number;
}

const operation =
  (operator: Operator) =>
  (left: Expression, right: Expression): Expression => ({ kind: 'operation', operator, left, right });
export const plus = operation('+');
export const minus = operation('-');
export const times = operation('*');
export const over = operation('/');
const constant = (number: number): Expression => ({ kind: 'number', number });
export const fact = (figure: Figure): Expression => ({ kind: 'figure', figure });
export const derived = (from: Expression, decimals: number): Derived => ({ kind: 'derived', from, decimals });

/** Intermediate steps keep so many decimals that their rounding never shows in an answer. */
const INTERMEDIATE = 6;
export const step = (from: Expression): Derived => derived(from, INTERMEDIATE);

/** An amount of money in millions. */
export const millions = (figure: Figure): Expression =>
  figure.scale === 'thousand' ? over(fact(figure), constant(1000)) : fact(figure);

export const percentOf = (part: Expression, whole: Expression): Expression => times(over(part, whole), constant(100));

/** The value, with `read` saying what each figure is taken to be. */
export function valueOf(expression: Expression, read: (figure: Figure) => number): number {
  switch (expression.kind) {
    case 'figure':
      return read(expression.figure);
    case 'number':
      return expression.number;
    case 'derived':
      return rounded(valueOf(expression.from, read), expression.decimals);
    case 'operation':
      return calculate(expression.operator, valueOf(expression.left, read), valueOf(expression.right, read));
  }
}

function calculate(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Figures in the order of their first use. */
export const figuresIn = (expression: Expression): Figure[] =>
  leavesOf(expression)
    .flatMap((leaf) => (leaf.kind === 'figure' ? [leaf.figure] : []))
    .filter(isFirst);

/** Named steps, each after those that it needs; the last one is the expression itself where that is one. */
export const stepsIn = (expression: Expression): Derived[] => partsOf(expression).filter(isFirst);

function partsOf(expression: Expression): Derived[] {
  if (expression.kind === 'operation') return [...partsOf(expression.left), ...partsOf(expression.right)];
  return expression.kind === 'derived' ? [...partsOf(expression.from), expression] : [];
}

function leavesOf(expression: Expression): Expression[] {
  if (expression.kind === 'operation') return [...leavesOf(expression.left), ...leavesOf(expression.right)];
  return expression.kind === 'derived' ? leavesOf(expression.from) : [expression];
}

const isFirst = <T>(item: T, index: number, all: readonly T[]): boolean => all.indexOf(item) === index;

/** Ids that a step names itself: figures and earlier steps. */
export function needsOf(step: Derived, idOf: (part: Figure | Derived) => string): string[] {
  return directParts(step.from).map(idOf).filter(isFirst);
}

function directParts(expression: Expression): (Figure | Derived)[] {
  switch (expression.kind) {
    case 'figure':
      return [expression.figure];
    case 'derived':
      return [expression];
    case 'number':
      return [];
    case 'operation':
      return [...directParts(expression.left), ...directParts(expression.right)];
  }
}

/** Calculator text of a step, with ids in braces. */
export const textOf = (step: Derived, idOf: (part: Figure | Derived) => string): string =>
  write(step.from, idOf, false);

function write(expression: Expression, idOf: (part: Figure | Derived) => string, nested: boolean): string {
  switch (expression.kind) {
    case 'figure':
      return `{${idOf(expression.figure)}}`;
    case 'derived':
      return `{${idOf(expression)}}`;
    case 'number':
      return String(expression.number);
    case 'operation': {
      const text = `${write(expression.left, idOf, true)} ${expression.operator} ${write(expression.right, idOf, true)}`;
      return nested ? `(${text})` : text;
    }
  }
}
