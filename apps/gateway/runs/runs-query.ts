import { architectures } from '#coordination';
import { RunIdSchema } from '#events';
import { RUN_STATUSES } from '#read-models';
import { z } from 'zod';

const LABEL = /^([^:]{1,64}):(.*)$/s;

/** `limit` of a page as it stands in a query. */
export const limitParameter = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback);

/** No event has a larger sequence: it is the largest whole number that the columns of sequences hold. */
const MAX_SEQUENCE = 2_147_483_647;

/** The sequence of an event as it stands in a query. */
export const sequenceParameter = z.coerce.number().int().min(1).max(MAX_SEQUENCE);

/** A sequence, or 0, out of digits and nothing else. */
export const sequenceIn = (text: string): number | undefined =>
  /^\d+$/.test(text) && Number(text) <= MAX_SEQUENCE ? Number(text) : undefined;

/** `since` of a query; one that is empty is no time. */
export const sinceParameter = z.preprocess(
  (value) => (value === '' ? Number.NaN : value),
  z.coerce.number().int().min(0).optional(),
);

/** One of those that there are. */
export const architectureParameter = z.enum(architectures().map(({ name }) => name)).optional();

/** A filter takes one name: a list would match nothing. */
export const nameParameter = z
  .string()
  .min(1)
  .regex(/^[^,]*$/, 'must be one name: ask for each by itself')
  .optional();

export const RunParametersSchema = z.object({ runId: RunIdSchema });
export type RunParameters = z.infer<typeof RunParametersSchema>;

export const RunsQuerySchema = z.strictObject({
  status: z.enum(RUN_STATUSES).optional(),
  architecture: architectureParameter,
  family: nameParameter,
  comparisonId: z.string().min(1).optional(),
  label: z.string().regex(LABEL, 'must read name:value').optional().meta({ description: '`name:value`' }),
  limit: limitParameter(50, 200),
  cursor: RunIdSchema.optional().meta({ description: '`next` of the page before' }),
});
export type RunsQuery = z.infer<typeof RunsQuerySchema>;

export function labelOf(text: string | undefined): { readonly label: string; readonly value: string } | undefined {
  const [, label, value] = LABEL.exec(text ?? '') ?? [];
  return label === undefined || value === undefined ? undefined : { label, value };
}

export const MessagesQuerySchema = z.strictObject({
  limit: limitParameter(100, 500),
  cursor: z
    .string()
    .refine((text) => sequenceIn(text) !== undefined, 'must be `next` of the page before')
    .optional(),
});
export type MessagesQuery = z.infer<typeof MessagesQuerySchema>;
