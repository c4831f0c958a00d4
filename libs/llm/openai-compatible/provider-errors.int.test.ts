import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { isProviderError, type Provider, type ProviderError } from '../port.js';
import { openChatServer, type ChatServer } from '../testing/chat-server.js';
import { sendJson } from '../testing/loopback-server.js';
import { modelRequest } from '../testing/model-request.js';
import { openAiCompatible } from './openai-compatible.js';

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const NOW = Date.parse('2026-01-01T00:00:00Z');

async function failureOf(respond: (response: ServerResponse) => void): Promise<ProviderError> {
  server = await openChatServer(respond);
  return rejection(openAiCompatible({ name: 'test', baseUrl: server.baseUrl, apiKey: 'sk-secret', now: () => NOW }));
}

async function rejection(provider: Provider): Promise<ProviderError> {
  const error: unknown = await provider.complete(modelRequest()).catch((caught: unknown) => caught);
  if (!isProviderError(error)) throw new Error(`not a provider error: ${String(error)}`);
  return error;
}

const refuse = (status: number, error: object = { message: 'said the server' }, headers = {}) =>
  failureOf((response) => {
    sendJson(response, { error }, { status, headers });
  });

describe('an error answer becomes a typed error', () => {
  it.each([
    [400, 'invalid_request', false],
    [401, 'authentication_failed', false],
    [402, 'permission_denied', false],
    [403, 'permission_denied', false],
    [404, 'model_not_found', false],
    [408, 'timed_out', true],
    [409, 'server_error', true],
    [413, 'context_too_long', false],
    [418, 'invalid_request', false],
    [422, 'invalid_request', false],
    [429, 'rate_limited', true],
    [500, 'server_error', true],
    [502, 'server_error', true],
    [503, 'overloaded', true],
    [529, 'overloaded', true],
  ])('%d is %s', async (status, code, retryable) => {
    const error = await refuse(status);
    expect(error).toMatchObject({ code, details: { retryable } });
    expect(error.message).toContain(server!.baseUrl);
    expect(server!.received).toHaveLength(1);
  });

  it.each([
    [{ message: 'too long', code: 'context_length_exceeded' }, 'context_too_long'],
    [
      { message: 'the request exceeds the available context size', type: 'exceed_context_size_error' },
      'context_too_long',
    ],
    [{ message: "This model's maximum context length is 4096 tokens" }, 'context_too_long'],
    [{ message: 'Requested tokens (5000) exceed context window of 4096' }, 'context_too_long'],
    [{ message: 'blocked', code: 'content_filter' }, 'content_filtered'],
    [{ message: 'bad context for temperature' }, 'invalid_request'],
  ])('400 %j is %s', async (error, code) => {
    expect(await refuse(400, error)).toMatchObject({ code, details: { retryable: false } });
  });

  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after-ms': '125', 'retry-after': '9' }, 125],
    [{ 'retry-after-ms': '1e300' }, 3_600_000],
    [{ 'retry-after': '1e16' }, 3_600_000],
    [{ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 3_600_000],
  ])('429 with %j waits %d ms', async (headers, wait) => {
    expect((await refuse(429, {}, headers)).details).toEqual({ retryable: true, retryAfterMs: wait });
  });

  it('ignores a Retry-After that says nothing', async () => {
    expect((await refuse(429, {}, { 'retry-after': 'soon' })).details).toEqual({ retryable: true });
  });

  it('does not retry a used up quota', async () => {
    expect(await refuse(429, { message: 'pay', code: 'insufficient_quota' })).toMatchObject({
      code: 'rate_limited',
      details: { retryable: false },
    });
  });

  it('tells no secret that a server quotes, and no novel', async () => {
    const { message } = await refuse(401, { message: `no such key: sk-secret ${'x'.repeat(5_000)}` });
    expect(message).toContain('no such key: [API key]');
    expect(message).not.toContain('sk-secret');
    expect(message.length).toBeLessThan(600);
  });

  it('bears an error page that is not JSON', async () => {
    const error = await failureOf((response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    });
    expect(error).toMatchObject({ code: 'server_error', details: { retryable: true } });
  });
});

describe('a body that is no answer is invalid_response', () => {
  it.each([
    ['text/html', '<h1>Hello</h1>'],
    ['application/json', '{"choices": [{"mess'],
    ['application/json', '{"choices": []}'],
    ['application/json', '{"object": "list"}'],
    ['application/json', ''],
  ])('%s %s', async (type, body) => {
    const error = await failureOf((response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    expect(error).toMatchObject({ code: 'invalid_response', details: { retryable: true } });
    expect(error.message).toContain('check that this address');
  });
});

describe('a broken connection is connection_failed', () => {
  it('refused', async () => {
    const closed = await openChatServer(() => undefined);
    await closed.close();
    const error = await rejection(openAiCompatible({ name: 'test', baseUrl: closed.baseUrl, now: () => NOW }));
    expect(error).toMatchObject({ code: 'connection_failed', details: { retryable: true } });
    expect(error.message).toContain('ECONNREFUSED: is the server running');
  });

  it.each([
    ['before the headers', (response: ServerResponse) => response.destroy()],
    [
      'in the body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"choices"', () => response.destroy());
      },
    ],
  ])('reset %s', async (_, respond) => {
    const error = await failureOf(respond);
    expect(error).toMatchObject({ code: 'connection_failed', details: { retryable: true } });
    expect(error.message).toMatch(/[^.]; [A-Z_]+: the connection broke before the answer was complete$/);
  });

  it('https where http is spoken', async () => {
    server = await openChatServer(() => undefined);
    const baseUrl = server.baseUrl.replace('http:', 'https:');
    const error = await rejection(openAiCompatible({ name: 'test', baseUrl, now: () => NOW }));
    expect(error).toMatchObject({ code: 'connection_failed', details: { retryable: true } });
    expect(error.message).toContain('does not speak https');
  });
});
