import { afterEach, describe, expect, it } from '@jest/globals';
import { openEmbeddingsServer, type EmbeddingsServer } from '../testing/embeddings-server.js';
import { sendJson } from '../testing/loopback-server.js';
import { openAiEmbeddings } from './open-ai-embeddings.js';

const lengthAndVowels = (text: string) => [text.length, text.replace(/[^aeiou]/g, '').length / 3];
const KEY = 'sk-secret-of-the-test';
const never = new AbortController().signal;

let server: EmbeddingsServer | undefined;
afterEach(() => server?.close());

async function embedding(...with_: [] | [Parameters<typeof openEmbeddingsServer>[1]]) {
  server = await openEmbeddingsServer(lengthAndVowels, ...with_);
  return openAiEmbeddings({ model: 'small', baseUrl: server.baseUrl, apiKey: KEY, now: () => 0 });
}

describe('openAiEmbeddings', () => {
  it('asks once for all texts and gives their vectors in order, in single precision, with what was read', async () => {
    const embed = await embedding();
    expect(await embed(['wave', 'stone'], never)).toEqual({
      vectors: [
        [4, Math.fround(2 / 3)],
        [5, Math.fround(2 / 3)],
      ],
      tokens: 9,
    });
    expect(server!.received).toMatchObject([
      {
        path: '/v1/embeddings',
        headers: { authorization: `Bearer ${KEY}` },
        body: { model: 'small', input: ['wave', 'stone'], encoding_format: 'float' },
      },
    ]);
  });

  it('sends no key where there is none', async () => {
    server = await openEmbeddingsServer(lengthAndVowels);
    await openAiEmbeddings({ model: 'small', baseUrl: server.baseUrl, now: () => 0 })(['wave'], never);
    expect(server.received[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    ['a vector too few', { data: [{ index: 1, embedding: [1, 2] }] }],
    ['vectors of different lengths', { data: [0, 1].map((index) => ({ index, embedding: [1, 2].slice(index) })) }],
    ['no vectors', { error: 'no such endpoint' }],
    ['something that is no object', 'vectors'],
  ])('refuses %s', async (_, body) => {
    const embed = await embedding((response) => {
      sendJson(response, body);
    });
    await expect(embed(['wave', 'stone'], never)).rejects.toMatchObject({ code: 'invalid_response' });
  });

  it('asks a busy server again', async () => {
    let asked = 0;
    const embed = await embedding((response, answer) => {
      asked += 1;
      if (asked === 1) sendJson(response, {}, { status: 503, headers: { 'retry-after-ms': '1' } });
      else sendJson(response, answer);
    });
    expect((await embed(['wave'], never)).vectors).toHaveLength(1);
  });

  it('says why a server refuses, without the key', async () => {
    const embed = await embedding((response) => {
      sendJson(response, { error: { message: `no such key: ${KEY}` } }, { status: 401 });
    });
    const failure = await embed(['wave'], never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'authentication_failed' });
    expect(String(failure)).not.toContain(KEY);
    expect(server!.received).toHaveLength(1);
  });

  it('hangs up when nobody waits any more', async () => {
    const interruption = new AbortController();
    const embed = await embedding(() => {
      interruption.abort();
    });
    await expect(embed(['wave'], interruption.signal)).rejects.toMatchObject({ code: 'timed_out' });
    await server!.received[0]?.hungUp;
  });
});
