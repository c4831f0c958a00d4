import { MOST_REPORTED, type Scope } from '#reports';
import { z } from 'zod';
import { architectureParameter, limitParameter, nameParameter, sinceParameter } from '../runs/runs-query.js';

const RUNS_OF_PARLEY = ['family', 'architecture', 'comparisonId'] as const;

export const FailuresQuerySchema = z
  .strictObject({
    family: nameParameter,
    architecture: architectureParameter.meta({
      description: 'only these; without single agents there is no baseline',
    }),
    comparisonId: z.string().min(1).optional(),
    received: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'runs of others instead: those in traces that the server has received' }),
    service: z.string().min(1).optional().meta({ description: 'only received runs of this `service.name`' }),
    since: sinceParameter.meta({
      description: 'only runs that were started, or received, since this time, in epoch milliseconds',
    }),
    limit: limitParameter(MOST_REPORTED, MOST_REPORTED).meta({
      description: 'the newest runs, or complete traces, that are reported at most',
    }),
  })
  .superRefine((query, context) => {
    for (const { field, message } of contradictions(query)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });
export type FailuresQuery = z.infer<typeof FailuresQuerySchema>;

function contradictions(query: Partial<Record<string, unknown>>) {
  if (query['received'] !== 'true') {
    return query['service'] === undefined
      ? []
      : [{ field: 'service', message: 'is of received runs: say received=true too, or leave it out' }];
  }
  const message = 'is of runs of Parley: leave it out, and narrow received ones with service and since';
  return RUNS_OF_PARLEY.filter((field) => query[field] !== undefined).map((field) => ({ field, message }));
}

export function scopeOf({ family, architecture, comparisonId, received, service, since }: FailuresQuery): Scope {
  return {
    ...(family !== undefined && { family }),
    ...(architecture !== undefined && { architecture }),
    ...(comparisonId !== undefined && { comparison: comparisonId }),
    ...(received === 'true' && { received: true }),
    ...(service !== undefined && { service }),
    ...(since !== undefined && { since }),
  };
}
