import { afterEach, describe, expect, it } from '@jest/globals';
import { chosenModel } from '../options/model-options.js';
import { cannedServer, json } from '../testing/canned-server.js';
import { quietSession } from '../testing/quiet-session.js';

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

async function models(status: number, body: unknown) {
  const server = await cannedServer(json(status, body));
  close = server.close;
  return { baseUrl: `${server.url}/v1`, requests: server.requests };
}

describe('chosenModel', () => {
  it('takes the only model of a server, with the key, for both kinds of server', async () => {
    const { baseUrl, requests } = await models(200, { object: 'list', data: [{ id: 'Qwen/Qwen3' }] });
    const { session } = quietSession({ PARLEY_API_KEY: 'k' });
    expect(await chosenModel({ baseUrl, calling: 'json' }, session)).toEqual({
      env: { PARLEY_BASE_URL: baseUrl, PARLEY_MODEL: 'Qwen/Qwen3' },
      request: { provider: 'openai-compatible', model: 'Qwen/Qwen3', baseUrl, calling: 'json' },
    });
    expect(requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/v1/models', 'Bearer k']]);
  });

  it('asks nobody when the model is named, or when there is nothing to choose', async () => {
    const { session } = quietSession();
    const model = { provider: 'openai-compatible', model: 'm' };
    const baseUrl = 'http://127.0.0.1:1/v1';
    expect((await chosenModel({ model, baseUrl }, session)).request).toEqual({ ...model, baseUrl });
    expect(await chosenModel({}, session)).toEqual({ env: {}, request: undefined });
    await expect(chosenModel({ calling: 'json' }, session)).rejects.toThrow('--calling');
  });

  it.each([
    ['several models', 200, { data: [{ id: 'a' }, { id: 'b' }] }, /has a, b: choose one with --model/],
    ['no model', 200, { data: [] }, /names no model/],
    ['no list', 404, {}, /did not list its models \(404\): name one with --model/],
  ])('of a server with %s asks for a name', async (_what, status, body, message) => {
    const { baseUrl } = await models(status, body);
    await expect(chosenModel({ baseUrl }, quietSession().session)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  it('says when the model server cannot be reached', async () => {
    await expect(chosenModel({ baseUrl: 'http://127.0.0.1:1/v1' }, quietSession().session)).rejects.toMatchObject({
      exitCode: 5,
      message: expect.stringContaining('is the model server running?'),
    });
  });
});
