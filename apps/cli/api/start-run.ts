import type { Budget, RunId, TaskRef } from '#events';
import type { SystemRequestInput } from '#systems';
import { AcceptedRunSchema } from './accepted.js';
import { IDEMPOTENCY_KEY, type Api } from './api.js';

/** Body of `POST /v1/runs`, as far as the CLI uses it. */
export interface StartRunBody {
  readonly task?: unknown;
  readonly taskRef?: TaskRef;
  readonly system: SystemRequestInput;
  readonly budget?: Budget;
  readonly seed?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly comparisonId?: string;
  readonly continuesRunId?: string;
}

/** Starts a run, or finds the one that was started with this key and body before. */
export async function startRun(api: Api, body: StartRunBody, idempotencyKey: string): Promise<RunId> {
  const { runId } = await api.post('/v1/runs', body, AcceptedRunSchema, { [IDEMPOTENCY_KEY]: idempotencyKey });
  return runId;
}
