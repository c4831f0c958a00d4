import { z } from 'zod';

const PROBABILITY = 'must be a probability: give a number from 0 to 1';
const Probability = z.number(PROBABILITY).min(0, PROBABILITY).max(1, PROBABILITY);

const RatesSchema = z.strictObject({
  /** Per fact read: a number is misread, or a name taken for another one. */
  numericalDrift: Probability,
  /** Per fact read: it is forgotten. */
  contextOmission: Probability,
  /** Per fact stated before: the answer negates or contradicts it. */
  logicalContradiction: Probability,
  /** Per fact handed over in a team: the brief names another one, or the report gives another one. */
  coordinationFailure: Probability,
  /** Per fact on which a majority of peers differs from the agent's own value: it takes theirs. */
  adoptMajority: Probability,
});
const RatesByModelSchema = z.record(z.string(), RatesSchema);

/** How often an agent errs, and in which way. */
export type Rates = Readonly<z.infer<typeof RatesSchema>>;
export type RatesByModel = Readonly<Record<string, Rates>>;

/**
 * Rates as a file gives them: `{"<model>": {"numericalDrift": 0.1, ...}, ...}`, all rates of each model.
 * @throws RangeError that names each field that is missing, unknown or no probability
 */
export function parseRates(json: unknown): RatesByModel {
  const parsed = RatesByModelSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RangeError(parsed.error.issues.map(described).join('\n'));
}

const described = ({ path, message }: z.core.$ZodIssue): string => `${['rates', ...path].join('.')}: ${message}`;
