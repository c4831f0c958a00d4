import type { JudgedRun } from '#diagnosis';
import type { RunEvent } from '#events';
import { trajectoryOf } from '#trajectory';
import { badInput } from '../cli-error.js';
import type { Api } from './api.js';
import { eventsOfRun } from './pages.js';
import { toldInWords } from './texts.js';

/**
 * A run as its events tell it, every text in place; what has been erased is empty.
 * @throws CliError for one that never started
 */
export async function runInWords(api: Api, runId: string): Promise<JudgedRun> {
  const events: RunEvent[] = [];
  for await (const event of eventsOfRun(api, runId)) events.push(await toldInWords(api, event, ''));
  const trajectory = trajectoryOf(events);
  const [started] = events;
  if (trajectory === undefined || started?.type !== 'RunStarted') throw badInput(`run ${runId} never started`);
  const { input } = started.data.brief;
  return { trajectory, ...(typeof input === 'string' && input !== '' && { task: input }) };
}
