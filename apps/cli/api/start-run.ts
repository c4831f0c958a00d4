import type { Budget, Parameters, RunId, TaskRef } from '#events';
import type { ModelRequest } from '../options/model-options.js';
import { AcceptedRunSchema } from './accepted.js';
import type { Api } from './api.js';

/** Body of `POST /v1/runs`, as far as the CLI uses it. */
export interface StartRunBody {
  readonly task?: unknown;
  readonly taskRef?: TaskRef;
  readonly system: {
    readonly architecture: string;
    readonly model?: ModelRequest;
    readonly parameters?: Parameters;
  };
  readonly budget?: Budget;
  readonly seed?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly comparisonId?: string;
}

/** Starts a run, or finds the one that was started with this key and body before. */
export async function startRun(api: Api, body: StartRunBody, idempotencyKey: string): Promise<RunId> {
  const { runId } = await api.post('/v1/runs', body, AcceptedRunSchema, { 'idempotency-key': idempotencyKey });
  return runId;
}
