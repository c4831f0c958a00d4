import { quantitiesIn, type Quantity } from './quantity.js';
import type { GraderSpec } from './task.js';
import { leadingUnit, type Unit } from './unit.js';
import type { Verdict } from './verdict.js';

type NumericSpec = Extract<GraderSpec, { readonly kind: 'numeric' }>;

/** Relative slack for sums and products of binary fractions. */
const SLACK = 1e-9;

/**
 * Right is one number within the tolerance. With a `unit`, an answer that names another scale is converted (0.5 billion is
 * 500 million) and one that names another currency, or percent, is wrong; without one, unit words do not count.
 */
export function gradeNumeric(spec: NumericSpec, answer: string): Verdict {
  const quantities = quantitiesIn(answer);
  if (typeof quantities === 'string') return { passed: false, detail: `ambiguous: ${quantities}` };
  const [first, ...rest] = quantities;
  if (first === undefined) return { passed: false, detail: 'no number in the answer' };
  const asked = spec.unit === undefined ? undefined : leadingUnit(spec.unit);
  const value = valueIn(asked, first);
  if (rest.some((other) => !near(valueIn(asked, other), value, 0))) {
    return { passed: false, detail: `ambiguous: ${quantities.length} different numbers in the answer` };
  }
  const foreign = quantities.find(({ unit }) => isForeign(asked, unit));
  if (foreign)
    return { passed: false, detail: `wrong unit: ${foreign.unit.measure ?? ''} instead of ${spec.unit ?? ''}` };
  const passed = near(value, spec.expected, spec.tolerance);
  return { passed, detail: `${value} is ${passed ? '' : 'not '}within ${spec.tolerance} of the expected number` };
}

const isForeign = (asked: Unit | undefined, unit: Unit): boolean =>
  asked !== undefined && unit.measure !== undefined && unit.measure !== asked.measure;

function valueIn(asked: Unit | undefined, { number, unit }: Quantity): number {
  if (asked === undefined || unit.scale === undefined) return number;
  return (number * unit.scale) / (asked.scale ?? 1);
}

const near = (one: number, other: number, tolerance: number): boolean =>
  Math.abs(one - other) <= tolerance + SLACK * Math.max(Math.abs(one), Math.abs(other));
