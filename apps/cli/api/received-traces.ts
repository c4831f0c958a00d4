import { z } from 'zod';
import type { Api } from './api.js';

export const RunProfileSchema = z.looseObject({
  service: z.string().exactOptional(),
  ending: z.looseObject({ status: z.enum(['ok', 'error', 'unknown']), message: z.string().exactOptional() }),
  architecture: z.string().exactOptional(),
  startedAt: z.int(),
  endedAt: z.int(),
  hasContent: z.boolean(),
});
/** What is said of a run of others beside its diagnosis. */
export type RunProfile = z.infer<typeof RunProfileSchema>;

const TraceSummarySchema = z.looseObject({
  traceId: z.string(),
  status: z.enum(['collecting', 'complete']),
  profile: RunProfileSchema.exactOptional(),
});
export type TraceSummary = z.infer<typeof TraceSummarySchema>;

const TracePageSchema = z.looseObject({ traces: z.array(TraceSummarySchema), next: z.string().optional() });

export interface ReceivedScope {
  readonly service?: string;
  /** Their first spans came then or later, in epoch milliseconds. */
  readonly since?: number;
}

const PAGE = 200;

/** Traces that a server has received, newest first, page by page. */
export async function* receivedTraces(api: Api, { service, since }: ReceivedScope): AsyncGenerator<TraceSummary> {
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE) });
    for (const [name, value] of Object.entries({ service, since, cursor })) {
      if (value !== undefined) query.set(name, String(value));
    }
    const page: z.infer<typeof TracePageSchema> = await api.get(`/v1/traces?${query.toString()}`, TracePageSchema);
    yield* page.traces;
    cursor = page.next;
  } while (cursor !== undefined);
}
