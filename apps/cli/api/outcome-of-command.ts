import type { RunEvent } from '#events';
import type { Api } from './api.js';
import { eventsOfRun } from './pages.js';
import { pause } from './pause.js';

const POLL_MS = 50;
const POLLS = 200;

/** The first event that a command has led to; undefined where there is none after ten seconds. */
export async function outcomeOfCommand(api: Api, runId: string, commandId: string): Promise<RunEvent | undefined> {
  let last = 0;
  for (let polls = 0; polls < POLLS; polls++) {
    for await (const event of eventsOfRun(api, runId, last)) {
      if (event.causationId === commandId) return event;
      last = event.sequence;
    }
    await pause(POLL_MS, api.signal);
  }
  return undefined;
}
