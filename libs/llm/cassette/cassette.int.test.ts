import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRunId } from '#events';
import type { ModelDelta, ModelRequest } from '../port.js';
import { scripted, type Script } from '../scripted.js';
import { modelRequest } from '../testing/model-request.js';
import { withRecording } from '../with-recording.js';
import { readCassette } from './read-cassette.js';
import { recordCassettes } from './record-cassettes.js';
import { replayProviders } from './replay-providers.js';

const SECRET = 'canary "secret"';
let directory: string;
let path: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-cassette-'));
  path = join(directory, `${modelRequest().origin.runId}.jsonl`);
});
afterAll(() => rm(directory, { recursive: true }));

const at = (attempt: number, over: Partial<ModelRequest> = {}): ModelRequest =>
  modelRequest({ origin: { ...modelRequest().origin, attempt }, ...over });

/** Records these calls anew, the first of an attempt each. */
async function record(script: Script, requests: readonly ModelRequest[]): Promise<void> {
  await rm(path, { force: true });
  const provider = withRecording(scripted(script, 'v'), recordCassettes({ directory, secrets: [SECRET] }));
  for (const request of requests) await provider.complete(request).catch(() => undefined);
}

const replaying = () => replayProviders(readCassette(path), [SECRET])[0]!;

describe('a cassette', () => {
  it('answers as was recorded, failures too, in any order and for another run', async () => {
    const usage = { input: 1, output: 2, source: 'reported' } as const;
    const vendor = { provider: 'v', parts: '{"opaque":1}' };
    const calls = [{ callId: 'c', name: 'n', arguments: '{}' }];
    const fail = { fail: 'rate_limited', retryable: true, retryAfterMs: 7 } as const;
    await record(
      [{ text: 'one', usage, vendor, firstTokenAt: 5 }, fail, { text: 'three', calls }],
      [at(1), at(2), at(3)],
    );
    const provider = replaying();
    const items: ModelDelta[] = [];
    for await (const item of provider.stream(at(3))) items.push(item);
    expect(items).toEqual([{ delta: 'three' }, { answer: expect.objectContaining({ text: 'three', calls }) }]);
    await expect(provider.complete(at(2))).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryable: true, retryAfterMs: 7 },
    });
    const origin = { ...at(1).origin, runId: asRunId('01890000-0000-7000-8000-00000000ffff') };
    expect(await provider.complete(at(1, { origin }))).toEqual({
      text: 'one',
      calls: [],
      finishReason: 'stop',
      usage,
      vendor,
    });
  });

  it('answers each call once', async () => {
    await record([{ text: 'one' }], [at(1)]);
    const provider = replaying();
    await provider.complete(at(1));
    await expect(provider.complete(at(1))).rejects.toThrow(
      'replaying turn solo.1, attempt 1: the cassette has no call of it left',
    );
  });

  it('says what is different in a request that it does not know', async () => {
    const long = 'x'.repeat(500);
    await record([{ text: 'one' }], [at(1, { messages: [{ role: 'user', text: `${long} before` }] })]);
    const asked = at(1, { messages: [{ role: 'user', text: `${long} after` }], toolChoice: 'none' });
    const failed: unknown = await replaying()
      .complete(asked)
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'invalid_request', details: { retryable: false } });
    expect((failed as Error).message).toBe(
      'replaying turn solo.1, attempt 1: the cassette has it with another request:\n' +
        `  .messages[0].text: recorded "…${'x'.repeat(19)} before", asked "…${'x'.repeat(19)} after"\n` +
        '  .toolChoice: recorded "auto", asked "none"\n' +
        'record it again if the change is meant',
    );
  });

  it('tells calls of one attempt apart by what was asked', async () => {
    const other = { messages: [{ role: 'user', text: 'Another' }] } as const;
    await record([{ text: 'one' }, { text: 'other' }], [at(1), at(1, other)]);
    const provider = replaying();
    expect((await provider.complete(at(1, other))).text).toBe('other');
    expect((await provider.complete(at(1))).text).toBe('one');
  });

  it('holds no secret, and still knows the request that had one; only its owner may read it', async () => {
    const request = at(1, { messages: [{ role: 'user', text: `use ${SECRET} and sk-abcdefghijklmnop1234` }] });
    await record([{ text: `I used ${SECRET}` }], [request]);
    const written = await readFile(path, 'utf8');
    expect(written).not.toMatch(/canary|sk-abc/);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect((await replaying().complete(request)).text).toBe('I used [API key]');
  });

  it('names the line that is none', async () => {
    await record([{ text: 'one' }], [at(1)]);
    await writeFile(path, `${await readFile(path, 'utf8')}{"cassette":1}\n`);
    expect(() => readCassette(path)).toThrow(`${path}:2 is no line of a cassette`);
  });
});
