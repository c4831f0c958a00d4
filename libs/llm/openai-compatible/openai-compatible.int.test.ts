import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from '../port.js';
import { chunk, completion, events, openChatServer, type ChatServer } from '../testing/chat-server.js';
import { sendInPieces, sendJson, type Respond } from '../testing/loopback-server.js';
import { modelRequest, modelSpec } from '../testing/model-request.js';
import { openAiCompatible } from './openai-compatible.js';

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function providerAgainst(respond: Respond, apiKey?: string): Promise<Provider> {
  server = await openChatServer(respond);
  const key = apiKey === undefined ? {} : { apiKey };
  return openAiCompatible({ name: 'test', baseUrl: server.baseUrl, now: () => 1_000, ...key });
}

const lookUp = { name: 'look_up', description: 'Looks up', parameters: { type: 'object' } };
const wireCall = (over: object) => ({ type: 'function', ...over });

async function drain(
  stream: AsyncIterable<ModelDelta>,
): Promise<{ deltas: string[]; answer: ModelAnswer | undefined }> {
  const deltas: string[] = [];
  let answer: ModelAnswer | undefined;
  for await (const item of stream) {
    if ('delta' in item) deltas.push(item.delta);
    else answer = item.answer;
  }
  return { deltas, answer };
}

describe('complete', () => {
  it('sends the conversation as Chat Completions and reads the answer', async () => {
    const provider = await providerAgainst((response) => {
      sendJson(response, completion({ content: 'Hi ✓' }));
    }, 'sk-secret');
    const request = modelRequest({
      model: modelSpec({ parameters: { temperature: 0, maxOutputTokens: 50, seed: 3 } }),
      messages: [
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: '', calls: [{ callId: 'c1', name: 'look_up', arguments: '{"broken' }] },
        { role: 'tool', callId: 'c1', name: 'look_up', text: 'not JSON' },
      ],
      tools: [lookUp],
      toolChoice: 'required',
    });
    expect(await provider.complete(request)).toEqual({
      text: 'Hi ✓',
      calls: [],
      finishReason: 'stop',
      usage: { input: 11, output: 7, source: 'reported' },
      answered: 'served-model',
      responseId: 'chatcmpl-1',
      server: new URL(server!.baseUrl).host,
    });
    const [chat] = server!.received;
    expect(chat?.path).toBe('/v1/chat/completions');
    expect(chat?.headers.authorization).toBe('Bearer sk-secret');
    expect(chat?.body).toEqual({
      model: 'test-model',
      messages: [
        { role: 'system', content: 'You are a test.' },
        { role: 'user', content: 'Hello' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            wireCall({
              id: 'c1',
              function: { name: 'look_up', arguments: JSON.stringify({ unreadable: '{"broken' }) },
            }),
          ],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'not JSON' },
      ],
      tools: [{ type: 'function', function: lookUp }],
      tool_choice: 'required',
      temperature: 0,
      max_tokens: 50,
      seed: 3,
    });
  });

  it('reads parallel calls, and makes ids where the server gives none or the same twice', async () => {
    const call = (id: string | null, written: unknown) =>
      wireCall({ id, function: { name: 'look_up', arguments: written } });
    const provider = await providerAgainst((response) => {
      sendJson(
        response,
        completion({
          content: null,
          tool_calls: [call('a', '{"x":1}'), call('a', ''), call(null, { y: 2 }), call('b', undefined)],
        }),
      );
    });
    const answer = await provider.complete(modelRequest());
    expect(answer.text).toBe('');
    expect(answer.finishReason).toBe('tool_calls');
    expect(answer.calls).toEqual([
      { callId: 'a', name: 'look_up', arguments: '{"x":1}' },
      { callId: 'solo.1.2', name: 'look_up', arguments: '' },
      { callId: 'solo.1.3', name: 'look_up', arguments: '{"y":2}' },
      { callId: 'b', name: 'look_up', arguments: '' },
    ]);
  });

  it('estimates the usage that a server does not report, and bears what else it leaves out', async () => {
    const provider = await providerAgainst((response) => {
      sendJson(response, { choices: [{ message: { content: 'four', tool_calls: [] } }], usage: null });
    });
    const answer = await provider.complete(modelRequest({ system: 's'.repeat(400), messages: [] }));
    expect(answer).toEqual({
      text: 'four',
      calls: [],
      finishReason: 'stop',
      usage: { input: 100, output: 1, source: 'estimated' },
      server: new URL(server!.baseUrl).host,
    });
  });

  it("never sends the key to an address that is not the provider's own", async () => {
    const provider = await providerAgainst((response) => {
      sendJson(response, completion({ content: 'Hi' }));
    }, 'sk-secret');
    const other = await openChatServer((response) => {
      sendJson(response, completion({ content: 'Hi' }));
    });
    await provider.complete(modelRequest({ model: modelSpec({ baseUrl: other.baseUrl }) }));
    await other.close();
    expect(other.received[0]?.headers.authorization).toBeUndefined();
    expect(server!.received).toHaveLength(0);
  });

  it.each([
    ['content_filtered', { finish_reason: 'content_filter', message: { content: 'par' } }],
    ['refused', { finish_reason: 'stop', message: { content: null, refusal: 'I will not.' } }],
    ['output_truncated', { finish_reason: 'length', message: { content: '' } }],
  ])('rejects with %s when nothing can be used, and says what it used', async (code, choice) => {
    const provider = await providerAgainst((response) => {
      sendJson(response, completion({}, { choices: [choice] }));
    });
    await expect(provider.complete(modelRequest())).rejects.toMatchObject({
      code,
      details: { retryable: false, usage: { input: 11, output: 7, source: 'reported' } },
    });
  });

  it('keeps what a cut answer has', async () => {
    const provider = await providerAgainst((response) => {
      sendJson(response, completion({}, { choices: [{ finish_reason: 'length', message: { content: 'half an' } }] }));
    });
    expect(await provider.complete(modelRequest())).toMatchObject({ text: 'half an', finishReason: 'length' });
  });

  it('hangs up when the request is aborted', async () => {
    const abort = new AbortController();
    const provider = await providerAgainst(() => {
      abort.abort();
    });
    await expect(provider.complete(modelRequest({ signal: abort.signal }))).rejects.toMatchObject({
      code: 'timed_out',
      details: { retryable: true },
    });
    await server!.received[0]?.hungUp;
  });
});

it('holds a model that cannot call tools to a schema of what it says and calls', async () => {
  const turn = { text: 'Hm.', calls: [{ name: 'look_up', arguments: { q: 1 } }] };
  const provider = await providerAgainst((response) => {
    sendJson(response, completion({ content: JSON.stringify(turn) }));
  });
  const request = modelRequest({ model: modelSpec({ calling: 'json-schema' }), tools: [lookUp] });
  expect(await provider.complete(request)).toMatchObject({
    text: 'Hm.',
    calls: [{ name: 'look_up', arguments: '{"q":1}' }],
  });
  expect(server!.received[0]?.body).not.toHaveProperty('tools');
  expect(server!.received[0]?.body).toMatchObject({
    response_format: { type: 'json_schema', json_schema: { name: 'turn', schema: { required: ['text', 'calls'] } } },
  });
});

describe('stream', () => {
  const text = 'Grüße, 世界 👋🏽!';
  const chunks = [
    chunk({ role: 'assistant', content: '' }),
    ...Array.from(text, (character) => chunk({ content: character })),
    chunk({}, 'stop'),
    {
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 4 } },
    },
  ];

  it.each([1, 3, 7, 64, 5_000])('gathers an answer that comes in pieces of %d bytes', async (size) => {
    const provider = await providerAgainst((response) => sendInPieces(response, Buffer.from(events(chunks)), size));
    const { deltas, answer } = await drain(provider.stream(modelRequest()));
    expect(deltas.join('')).toBe(text);
    expect(answer).toMatchObject({
      text,
      finishReason: 'stop',
      usage: { input: 5, output: 9, reasoning: 4, source: 'reported' },
      firstTokenAt: 1_000,
      answered: 'served-model',
    });
    expect(server!.received[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('takes a whole completion from a server that does not stream, and nothing else in its place', async () => {
    const bodies = [completion({ content: text, tool_calls: [wireCall({ id: 'a' })] }), { object: 'list' }];
    const provider = await providerAgainst((response) => {
      sendJson(response, bodies.shift());
    });
    const { deltas, answer } = await drain(provider.stream(modelRequest()));
    expect(deltas).toEqual([text]);
    expect(answer).toMatchObject({
      text,
      calls: [{ callId: 'a' }],
      usage: { input: 11, output: 7, source: 'reported' },
    });
    await expect(drain(provider.stream(modelRequest()))).rejects.toMatchObject({ code: 'invalid_response' });
  });

  const delta = (call: object) => chunk({ tool_calls: [call] });
  it.each([
    [
      'numbered deltas',
      [
        delta({ index: 0, id: 'a', function: { name: 'look_up', arguments: '' } }),
        delta({ index: 1, id: 'b', function: { name: 'look_up', arguments: '{"q"' } }),
        delta({ index: 0, function: { arguments: '{"q":1}' } }),
        delta({ index: 1, function: { arguments: ':2}' } }),
      ],
      ['a', 'b'],
    ],
    [
      'whole calls that all have index 0',
      [
        delta({ index: 0, id: 'a', function: { name: 'look_up', arguments: '{"q":1}' } }),
        delta({ index: 0, id: 'b', function: { name: 'look_up', arguments: '{"q":2}' } }),
      ],
      ['a', 'b'],
    ],
    [
      'the name in every delta',
      [
        delta({ index: 0, id: 'a', function: { name: 'look_up', arguments: '{"q"' } }),
        delta({ index: 0, id: 'a', function: { name: 'look_up', arguments: ':1}' } }),
        delta({ index: 1, id: 'b', function: { name: 'look_up', arguments: '{"q":2}' } }),
      ],
      ['a', 'b'],
    ],
    [
      'neither index nor id',
      [
        delta({ function: { name: 'look_up', arguments: '{"q":1}' } }),
        delta({ function: { name: 'look_up', arguments: '{"q"' } }),
        delta({ function: { arguments: ':2}' } }),
      ],
      ['solo.1.1', 'solo.1.2'],
    ],
  ])('gathers calls from %s', async (_, deltas, [first, second]) => {
    const provider = await providerAgainst((response) =>
      sendInPieces(response, Buffer.from(events([...deltas, chunk({}, 'tool_calls')])), 20),
    );
    const { answer } = await drain(provider.stream(modelRequest()));
    expect(answer?.calls).toEqual([
      { callId: first, name: 'look_up', arguments: '{"q":1}' },
      { callId: second, name: 'look_up', arguments: '{"q":2}' },
    ]);
    expect(answer?.finishReason).toBe('tool_calls');
  });

  it.each([
    ['is reset', (response: ServerResponse) => response.destroy()],
    ['just ends', (response: ServerResponse) => response.end()],
  ])('rejects as connection_failed when the connection %s in the middle', async (_, stop) => {
    const provider = await providerAgainst((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(chunk({ content: 'half' }))}\n\n`, () => stop(response));
    });
    await expect(drain(provider.stream(modelRequest()))).rejects.toMatchObject({
      code: 'connection_failed',
      details: { retryable: true },
    });
  });

  it("names the address that sends a page in a stream's place", async () => {
    const provider = await providerAgainst((response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Hello</h1>');
    });
    await expect(drain(provider.stream(modelRequest()))).rejects.toMatchObject({
      code: 'invalid_response',
      message: expect.stringMatching(/^http:.*: answered with a page .*; check that this address/),
    });
  });

  it('hangs up on a stalled stream when the request is aborted', async () => {
    const abort = new AbortController();
    const provider = await providerAgainst((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(chunk({ content: 'half' }))}\n\n`);
    });
    const seen: string[] = [];
    const reading = async (request: ModelRequest) => {
      for await (const item of provider.stream(request)) {
        if ('delta' in item) seen.push(item.delta);
        abort.abort();
      }
    };
    await expect(reading(modelRequest({ signal: abort.signal }))).rejects.toMatchObject({ code: 'timed_out' });
    expect(seen).toEqual(['half']);
    await server!.received[0]?.hungUp;
  });

  it('hangs up when its reader leaves', async () => {
    const provider = await providerAgainst((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(chunk({ content: 'half' }))}\n\n`);
    });
    for await (const _ of provider.stream(modelRequest())) break;
    await server!.received[0]?.hungUp;
    expect(server!.received).toHaveLength(1);
  });

  it.each([
    [
      { error: { message: 'too many tokens', type: 'exceed_context_size_error', code: 400 } },
      'context_too_long',
      false,
    ],
    [{ error: { message: 'slow down', type: 'rate_limit_error' } }, 'rate_limited', true],
    [{ error: { message: 'busy', type: 'overloaded_error' } }, 'overloaded', true],
    [{ error: { message: 'boom' } }, 'server_error', true],
  ])('types the error that comes inside the stream: %j', async (event, code, retryable) => {
    const provider = await providerAgainst((response) => sendInPieces(response, Buffer.from(events([event])), 9));
    await expect(drain(provider.stream(modelRequest()))).rejects.toMatchObject({ code, details: { retryable } });
  });

  it('rejects as invalid_response what is not JSON', async () => {
    const provider = await providerAgainst((response) => sendInPieces(response, Buffer.from('data: {oops\n\n'), 4));
    await expect(drain(provider.stream(modelRequest()))).rejects.toMatchObject({ code: 'invalid_response' });
  });
});
