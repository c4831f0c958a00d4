import { z } from 'zod';
import type { RunEvent } from '#events';
import type { Api } from './api.js';
import { runPath } from './projected-run.js';
import { runEventOf } from './run-events.js';

const PAGE = 500;
const EventPageSchema = z.looseObject({ events: z.array(z.unknown()), next: z.int().min(1) });

/** The events that a run has now, page by page. */
export async function* eventsOfRun(api: Api, runId: string, after = 0): AsyncGenerator<RunEvent, void> {
  for (let from = after + 1; ;) {
    const path = `${runPath(runId)}/events?from=${from}&limit=${PAGE}`;
    const { events, next } = await api.get(path, EventPageSchema);
    if (events.length === 0) return;
    yield* events.map(runEventOf);
    from = next;
  }
}
