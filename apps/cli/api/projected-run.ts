import type { Api } from './api.js';
import { pause } from './pause.js';
import { isProjected, RunViewSchema, type RunView } from './run-view.js';

const POLL_MS = 50;
const POLLS = 200;

export const runPath = (runId: string): string => `/v1/runs/${encodeURIComponent(runId)}`;

/** The run as shown once its read model has come to `sequence`; after ten seconds as far as it has come. */
export async function projectedRun(api: Api, runId: string, sequence: number): Promise<RunView> {
  for (let polls = 1; ; polls++) {
    const view = await api.get(runPath(runId), RunViewSchema);
    if (polls === POLLS || (isProjected(view) && view.sequence >= sequence)) return view;
    await pause(POLL_MS, api.signal);
  }
}
