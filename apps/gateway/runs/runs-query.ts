import { RunIdSchema } from '#events';
import { RUN_STATUSES } from '#read-models';
import { z } from 'zod';

const LABEL = /^([^:]{1,64}):(.*)$/s;

/** `limit` of a page as it stands in a query. */
export const limitParameter = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback);

export const RunParametersSchema = z.object({ runId: RunIdSchema });
export type RunParameters = z.infer<typeof RunParametersSchema>;

export const RunsQuerySchema = z.strictObject({
  status: z.enum(RUN_STATUSES).optional(),
  architecture: z.string().optional(),
  family: z.string().optional(),
  comparisonId: z.string().optional(),
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
  cursor: z.string().regex(/^\d+$/, 'must be `next` of the page before').optional(),
});
export type MessagesQuery = z.infer<typeof MessagesQuerySchema>;
