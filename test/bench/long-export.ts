import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedLog } from '#event-log';
import type { RunEvent } from '#events';
// Not by its door: that has a suite as well, which only Jest can load.
import { eventScript } from '../../libs/trajectory/testing/event-script.js';
import { round } from './clock.js';
import { newDirectory } from './host.js';
import { traced } from './tracing.js';

const TURNS = 10_000;
const BATCH = 1_000;
const SAMPLE_MS = 20;

/** A run of 10,000 turns between two agents that answer each other. */
function longRun(): readonly RunEvent[] {
  const script = eventScript({ agents: ['a', 'b'] });
  for (let turn = 0; turn < TURNS; turn++) {
    const [speaker, reader] = turn % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const);
    script.say(script.turn(speaker), [reader], 'debate');
  }
  return script.events;
}

/** How far the process's memory grows while all spans of the run are sent from the log, and how fast that is. */
export async function longExport(url: string): Promise<Record<string, unknown>> {
  const directory = newDirectory();
  const embedded = await openEmbeddedLog({ directory });
  const events = longRun();
  for (let from = 0; from < events.length; from += BATCH) {
    const batch = events.slice(from, from + BATCH);
    await embedded.log.publish(batch.map((message) => ({ topic: 'run-events', message })));
  }
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const tracing = await traced({ directory, embedded }, url);
  let most = before;
  const done = tracing.sent().then(() => true);
  while (!(await Promise.race([done, sleep(SAMPLE_MS, false)]))) most = Math.max(most, process.memoryUsage().rss);
  const seconds = (performance.now() - start) / 1_000;
  const { sent } = tracing.book.state();
  await tracing.close();
  await embedded.log.close();
  rmSync(directory, { recursive: true });
  return { long_spans: sent, long_s: round(seconds, 1), long_growth_mb: round((most - before) / 1e6, 0) };
}
