import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedLog } from '#event-log';
import { decode, isEvent, type Blobs, type RunEvent, type WireMessage } from '#events';
import { traceText } from '#spans/testing';
import { spansOfRun } from '#telemetry';

const OLD = path.join(import.meta.dirname, 'old');
const GOLDEN = path.join(import.meta.dirname, '../../libs/spans/golden');
const noBlobs: Pick<Blobs, 'get'> = { get: () => Promise.reject(new Error('there are no blobs')) };
const content = { capture: 'NO_CONTENT', limit: 1_000 } as const;

/** Records as they were written with the first version of every type. They are never written anew. */
async function recordsOf(name: string): Promise<readonly RunEvent[]> {
  const lines = (await readFile(path.join(OLD, `${name}.jsonl`), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => decode(JSON.parse(line) as WireMessage)).filter(isEvent);
}

describe('a run that was recorded by an earlier version', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-old-traces-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  async function write(events: readonly RunEvent[]): Promise<void> {
    const { log } = await openEmbeddedLog({ directory });
    await log.publish(events.map((message) => ({ topic: 'run-events', message })));
    await log.close();
  }

  it.each(['hybrid', 'troubled'])('has the trace that it had, after two restarts: %s', async (name) => {
    const events = await recordsOf(name);
    await write(events.slice(0, 5));
    await write(events.slice(5));
    const { log, history } = await openEmbeddedLog({ directory });
    const spans = await spansOfRun(events[0]!.runId, { content, history, blobs: noBlobs });
    await log.close();
    expect(traceText(spans)).toBe(await readFile(path.join(GOLDEN, `${name}.txt`), 'utf8'));
  });
});
