import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { ModelAnswer, ModelDelta, ModelMessage, ModelRequest, OfferedTool, Provider } from '#llm';
import {
  openLoopback,
  sendForEver,
  sendInPieces,
  sendJson,
  type LoopbackServer,
  type Respond,
} from './loopback-server.js';
import { modelRequest } from './model-request.js';
import { MODEL, REPLY_ID, type Said, type VendorWire } from './vendor-wire.js';

const KEY = 'canary-key-0123456789';
const WORDS = 'Grüße, 世界 👋🏽! '.repeat(4);
const LOOK_UP: OfferedTool = {
  name: 'look_up',
  description: 'Looks up',
  parameters: { type: 'object', properties: {} },
};
const CALLS = [
  { id: 'call_a', name: 'look_up', args: { q: 'größer' } },
  { id: 'call_b', name: 'look_up', args: {} },
];
const REQUESTED = CALLS.map(({ id, name, args }) => ({ callId: id, name, arguments: JSON.stringify(args) }));

type Mode = 'complete' | 'stream';
const MODES: readonly Mode[] = ['complete', 'stream'];

async function drain(
  stream: AsyncIterable<ModelDelta>,
): Promise<{ readonly text: string; readonly answer: ModelAnswer }> {
  let text = '';
  let answer: ModelAnswer | undefined;
  for await (const item of stream) {
    if ('delta' in item) text += item.delta;
    else answer = item.answer;
  }
  return { text, answer: answer! };
}

/** Asks either way; the deltas of a stream have to add up to its text. */
async function ask(provider: Provider, mode: Mode, over: Partial<ModelRequest> = {}): Promise<ModelAnswer> {
  const request = modelRequest({ tools: [LOOK_UP], ...over });
  if (mode === 'complete') return provider.complete(request);
  const { text, answer } = await drain(provider.stream(request));
  expect(text).toBe(answer.text);
  return answer;
}

/** What every provider owes, against a server that speaks its vendor's documented format. */
export function providerContract(wire: VendorWire): void {
  let server: LoopbackServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function serve(respond: Respond): Promise<Provider> {
    server = await openLoopback(respond);
    return wire.provider(server.origin, KEY);
  }
  const answering = (said: Said, size = 4_096): Promise<Provider> =>
    serve((response, { path, body }) => {
      const { body: whole, events } = wire.scene(said);
      const streamed = body['stream'] === true || path.includes('streamGenerateContent');
      if (streamed) return sendInPieces(response, Buffer.from(events), size);
      sendJson(response, whole);
    });

  describe.each(MODES)('%s', (mode) => {
    it('gives the text, with usage and who answered', async () => {
      const answer = await ask(await answering({ text: WORDS }), mode);
      expect(answer).toEqual({
        text: WORDS,
        calls: [],
        finishReason: 'stop',
        usage: wire.usage,
        answered: MODEL,
        responseId: REPLY_ID,
        server: new URL(server!.origin).host,
        ...(mode === 'stream' ? { firstTokenAt: 1_000 } : {}),
      });
      expect(server!.received).toHaveLength(1);
    });

    it('asks again on the connections that it has', async () => {
      const provider = await answering({ text: WORDS });
      for (let times = 0; times < 8; times += 1) await ask(provider, mode);
      expect(server!.received).toHaveLength(8);
      // The next request may leave before the last answer's connection is free.
      expect(server!.connections()).toBeLessThanOrEqual(2);
    });

    it('gives parallel calls in their order', async () => {
      const answer = await ask(await answering({ text: 'Both.', calls: CALLS }), mode);
      expect(answer).toMatchObject({ text: 'Both.', calls: REQUESTED, finishReason: 'tool_calls' });
    });

    it('keeps reasoning verbatim and hands it back to its own vendor alone', async () => {
      const provider = await answering({ text: 'Hm.', calls: CALLS, reasoning: true });
      const answer = await ask(provider, mode);
      await ask(provider, mode, { messages: continued(answer) });
      await ask(provider, mode, { messages: continued({ ...answer, vendor: { provider: 'another', parts: '[]' } }) });
      const [, own, foreign] = server!.received.map(({ body }) => wire.conversation(body));
      if (wire.reasoning === undefined) {
        expect(answer.vendor).toBeUndefined();
        return;
      }
      expect(answer.vendor?.provider).toBe(wire.name);
      expect(answer.vendor?.parts).not.toContain('Hm.');
      expect(nodesOf(own)).toContainEqual(expect.objectContaining(wire.reasoning));
      expect(JSON.stringify(foreign)).not.toContain('opaque');
    });

    it('hands answers and results back in order', async () => {
      const provider = await answering({ text: 'Hm.', calls: CALLS, reasoning: true });
      await ask(provider, mode, { messages: continued(await ask(provider, mode)) });
      const sent = JSON.stringify(wire.conversation(server!.received[1]!.body));
      const places = ['Hello', 'Hm.', 'größer', 'result a', 'result b', 'Go on'].map((words) => sent.indexOf(words));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    });

    it('starts a longer conversation with what the shorter one was', async () => {
      const provider = await answering({ text: 'Hm.', calls: CALLS, reasoning: true });
      const answer = await ask(provider, mode);
      await ask(provider, mode, { messages: continued(answer) });
      const [first, second] = server!.received.map(({ body }) => wire.conversation(body));
      expect(second!.slice(0, first!.length)).toEqual(first);
    });

    it.each(['auto', 'required', 'none'] as const)("says in its vendor's way that calls are %s", async (toolChoice) => {
      await ask(await answering({ text: 'Hi' }), mode, { toolChoice });
      expect(server!.received[0]?.body).toMatchObject(wire.choice(toolChoice));
    });

    it("says in its vendor's way what the answer has to be, and only where it has to be something", async () => {
      const text = '{"answer":42}';
      const provider = await answering({ text });
      const schema = {
        type: 'object',
        properties: { answer: { type: 'integer' } },
        required: ['answer'],
        additionalProperties: false,
      };
      expect((await ask(provider, mode, { tools: [], output: { name: 'verdict', schema } })).text).toBe(text);
      await ask(provider, mode, { tools: [] });
      const [held, free] = server!.received.map(({ body }) => body);
      const asked = wire.output('verdict', schema);
      expect(held).toMatchObject(asked);
      expect(free).not.toMatchObject(asked);
      expect(JSON.stringify(free)).not.toMatch(/schema|verdict/i);
    });

    it('keeps what an answer has that was cut at its limit', async () => {
      expect(await ask(await answering({ text: 'half an', stop: 'length' }), mode)).toMatchObject({
        text: 'half an',
        finishReason: 'length',
        usage: wire.usage,
      });
    });

    it.each([
      ['an answer cut before it said anything', { stop: 'length' }, 'output_truncated'],
      ['a refusal', { text: 'I will not.', stop: 'refusal' }, wire.refusal],
      ['what the vendor filters', { text: 'par', stop: 'filter' }, wire.filtered],
    ] as const)('rejects %s, and says what it used', async (_, said, code) => {
      await expect(ask(await answering(said), mode)).rejects.toMatchObject({
        code,
        details: { retryable: false, usage: { input: 100, source: expect.any(String) } },
      });
    });

    it('bears fields that it does not know', async () => {
      const { body } = wire.scene({ text: 'Hi' });
      const provider = await serve((response) => {
        sendJson(response, { ...body, brand_new: { deep: [1] } });
      });
      expect((await provider.complete(modelRequest())).text).toBe('Hi');
    });

    it('bears an answer of 5 MB', async () => {
      const text = 'x'.repeat(5_000_000);
      expect((await ask(await answering({ text }, 1_000_000), mode)).text.length).toBe(text.length);
    });

    it('refuses an answer without end', async () => {
      const text = 'x'.repeat(1_000_000);
      const provider = await serve((response, { path, body }) =>
        body['stream'] === true || path.includes('streamGenerateContent')
          ? sendForEver(response, 'text/event-stream', wholeEvents(wire.scene({ text }).events))
          : sendForEver(response, 'application/json', ' '.repeat(1_000_000)),
      );
      await expect(ask(provider, mode)).rejects.toMatchObject({
        code: 'invalid_response',
        message: expect.stringContaining('longer than 32 MiB'),
        details: { retryable: false, ...(mode === 'stream' && { usage: { source: 'estimated' } }) },
      });
    });

    it('waits for a first byte that comes late', async () => {
      const late = Promise.withResolvers<ServerResponse>();
      const provider = await serve((response) => {
        late.resolve(response);
      });
      const asked = ask(provider, mode);
      const response = await late.promise;
      const { body, events } = wire.scene({ text: 'At last' });
      if (mode === 'complete') sendJson(response, body);
      else await sendInPieces(response, Buffer.from(events), 4_096);
      expect((await asked).text).toBe('At last');
    });

    it('reaches the socket when it is aborted', async () => {
      const abort = new AbortController();
      const provider = await serve(() => {
        abort.abort();
      });
      await expect(ask(provider, mode, { signal: abort.signal })).rejects.toMatchObject({
        code: 'timed_out',
        details: { retryable: true },
      });
      await server!.received[0]?.hungUp;
    });

    it('asks nobody when it is aborted before it begins', async () => {
      const provider = await answering({ text: 'Hi' });
      await expect(ask(provider, mode, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'timed_out' });
      expect(server!.received).toHaveLength(0);
    });

    it.each([
      [400, 'invalid_request', false],
      [401, 'authentication_failed', false],
      [403, 'permission_denied', false],
      [404, 'model_not_found', false],
      [429, 'rate_limited', true],
      [500, 'server_error', true],
      [502, 'server_error', true],
      [503, 'overloaded', true],
      [504, 'timed_out', true],
      [529, 'overloaded', true],
    ])('types status %d as %s, asks once and tells no key', async (status, code, retryable) => {
      const provider = await serve((response) => {
        sendJson(response, wire.error(status, `no such key: ${KEY}, sk-abcdefghijklmnopqrstuvwx`), { status });
      });
      const failed: unknown = await ask(provider, mode).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code, details: { retryable }, message: expect.stringContaining('no such key') });
      expect((failed as Error).message).not.toMatch(/canary|sk-abc/);
      expect((failed as { details: object }).details).not.toHaveProperty('usage');
      expect(server!.received).toHaveLength(1);
    });

    it.each([302, 307, 308])('follows no redirect: %d', async (status) => {
      const elsewhere = await openLoopback((response) => {
        response.writeHead(500).end();
      });
      const location = `${elsewhere.origin.replace('127.0.0.1', 'localhost')}/v1`;
      const provider = await serve((response) => {
        response.writeHead(status, { location }).end();
      });
      const failed: unknown = await ask(provider, mode).catch((error: unknown) => error);
      await elsewhere.close();
      expect(failed).toMatchObject({ code: 'invalid_request', details: { retryable: false } });
      expect((failed as Error).message).toMatch(/^http:\/\/127.* redirects to another address/);
      expect(elsewhere.received).toEqual([]);
    });

    it('refuses content as its vendor does', async () => {
      const provider = await serve((response) => {
        const body = wire.error(400, 'Output blocked by content_filter policy');
        sendJson(response, body, { status: 400 });
      });
      await expect(ask(provider, mode)).rejects.toMatchObject({
        code: 'content_filtered',
        details: { retryable: false },
      });
    });

    it.each([
      ['seconds', '2', 2_000],
      ['a date', 'Thu, 01 Jan 1970 00:00:31 GMT', 30_000],
    ])('says how long to wait when Retry-After has %s', async (_, written, wait) => {
      const provider = await serve((response) => {
        sendJson(response, wire.error(429, 'slow down'), { status: 429, headers: { 'retry-after': written } });
      });
      const known = wire.retryAfter === 'headers' ? { retryAfterMs: wait } : {};
      await expect(ask(provider, mode)).rejects.toMatchObject({ code: 'rate_limited' });
      await expect(ask(provider, mode)).rejects.toHaveProperty('details', { retryable: true, ...known });
    });

    it.each([
      ['before the headers', (response: ServerResponse) => response.destroy()],
      ['refused', undefined],
    ])('rejects as connection_failed when the connection is reset: %s', async (_, respond) => {
      const provider = await serve((response) => void respond?.(response));
      if (respond === undefined) await server!.close();
      await expect(ask(provider, mode)).rejects.toMatchObject({
        code: 'connection_failed',
        details: { retryable: true },
      });
    });
  });

  describe('complete, of bodies that are none', () => {
    it.each([
      ['the wrong content type', 'text/html', () => '<h1>Hello</h1>'],
      ['invalid JSON', 'application/json', () => '{oops}'],
      ['truncated JSON', 'application/json', (whole: string) => whole.slice(0, whole.length / 2)],
      ['nothing', 'application/json', () => ''],
      ['another shape', 'application/json', () => '{"object":"list"}'],
    ])('%s is invalid_response', async (_, type, make) => {
      const provider = await serve((response) => {
        response.writeHead(200, { 'content-type': type }).end(make(JSON.stringify(wire.scene({ text: 'Hi' }).body)));
      });
      await expect(ask(provider, 'complete')).rejects.toMatchObject({
        code: 'invalid_response',
        message: expect.not.stringMatching(/Invalid input|✖/),
        details: { retryable: true },
      });
    });

    it('a connection that is reset in the body is connection_failed', async () => {
      const provider = await serve((response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"', () => response.destroy());
      });
      await expect(ask(provider, 'complete')).rejects.toMatchObject({ code: 'connection_failed' });
    });
  });

  describe('stream, on its way', () => {
    const { events } = wire.scene({ text: WORDS, calls: CALLS, reasoning: true });
    const half = Buffer.from(events).subarray(0, Buffer.byteLength(events) / 2);
    const estimated = expect.objectContaining({
      input: expect.any(Number),
      output: expect.any(Number),
      source: 'estimated',
    });

    it.each([1, 3, 7, 64, 5_000])('may be split anywhere: pieces of %d bytes', async (size) => {
      const provider = await answering({ text: WORDS, calls: CALLS, reasoning: true }, size);
      expect(await ask(provider, 'stream')).toMatchObject({ text: WORDS, calls: REQUESTED, usage: wire.usage });
    });

    it('says that the model is at work while it writes nothing but calls', async () => {
      const provider = await answering({ calls: CALLS });
      const items: ModelDelta[] = [];
      for await (const item of provider.stream(modelRequest({ tools: [LOOK_UP] }))) items.push(item);
      expect(items.slice(0, -1)).toContainEqual({ delta: '' });
      expect(items.at(-1)).toMatchObject({ answer: { calls: REQUESTED } });
    });

    it.each([
      ['is reset in the middle', half, (response: ServerResponse) => response.destroy()],
      ['ends before the answer does', wholeEvents(events), (response: ServerResponse) => response.end()],
    ])('that %s has cost something', async (_, sent, stop) => {
      const provider = await serve((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(sent, () => stop(response));
      });
      await expect(ask(provider, 'stream')).rejects.toMatchObject({
        code: 'connection_failed',
        details: { retryable: true, usage: estimated },
      });
    });

    it.each(Object.entries(wire.overloaded))('that brings %s in the middle is typed by it', async (_, overloaded) => {
      const provider = await serve((response) =>
        sendInPieces(response, Buffer.from(wholeEvents(events) + overloaded), 4_096),
      );
      await expect(ask(provider, 'stream')).rejects.toMatchObject({
        code: 'overloaded',
        details: { retryable: true, usage: estimated },
      });
    });

    it('that brings no JSON is invalid_response', async () => {
      const provider = await serve((response) => sendInPieces(response, Buffer.from(wire.malformed), 4));
      await expect(ask(provider, 'stream')).rejects.toMatchObject({ code: 'invalid_response' });
    });

    it('that stalls ends with the abort, which reaches the socket', async () => {
      const abort = new AbortController();
      const provider = await serve((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(half);
      });
      const reading = async () => {
        for await (const item of provider.stream(modelRequest({ signal: abort.signal })))
          if ('delta' in item && item.delta !== '') abort.abort();
      };
      await expect(reading()).rejects.toMatchObject({
        code: 'timed_out',
        details: { retryable: true, usage: estimated },
      });
      await server!.received[0]?.hungUp;
    });

    it('hangs up when its reader leaves', async () => {
      const provider = await serve((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(half);
      });
      for await (const _ of provider.stream(modelRequest())) break;
      await server!.received[0]?.hungUp;
    });
  });
}

/** The conversation after this answer, its results and a word of the user. */
function continued(answer: ModelAnswer): readonly ModelMessage[] {
  const { text, calls, vendor } = answer;
  return [
    { role: 'user', text: 'Hello' },
    { role: 'assistant', text, calls, ...(vendor === undefined ? {} : { vendor }) },
    { role: 'tool', callId: 'call_a', name: 'look_up', text: 'result a' },
    { role: 'tool', callId: 'call_b', name: 'look_up', text: 'result b' },
    { role: 'user', text: 'Go on' },
  ];
}

/** Everything in a JSON value that is an object. */
const nodesOf = (value: unknown): readonly object[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(nodesOf)] : [];

/** The first half of the events, none of them cut. */
function wholeEvents(events: string): string {
  const whole = events.match(/[\s\S]*?\r?\n\r?\n/g) ?? [];
  return whole.slice(0, Math.ceil(whole.length / 2)).join('');
}
