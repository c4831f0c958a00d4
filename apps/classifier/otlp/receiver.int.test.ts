import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openReceivedTraces } from '#otlp';
import { protobufOf } from '#otlp/testing';
import { foreignHeaders } from '#platform';
import type { ReceivedTraces, ReceivingLimits } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { otlpReceiver } from './receiver.js';

const LIMITS: ReceivingLimits = { bodyBytes: 200_000, spans: 3, bytes: 1e6, quietMs: 1000, patienceMs: 1000 };
const TRACE = '1'.padStart(32, '0');
const JSON_TYPE = { 'content-type': 'application/json' };
const PROTOBUF_TYPE = { 'content-type': 'application/x-protobuf' };

function payload(calls = 1) {
  const script = spanScript('gen_ai');
  const agent = script.agent('ann');
  for (let nth = 0; nth < calls; nth++) script.model({ parent: agent });
  return script.payload();
}
const json = (value: object = payload()): string => JSON.stringify(value);

describe('POST /v1/traces', () => {
  let directory: string;
  let traces: ReceivedTraces;
  let server: Server;
  let kept: number;
  const errors: unknown[] = [];
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-otlp-'));
    traces = openReceivedTraces({ directory, limits: LIMITS });
    [kept, errors.length] = [0, 0];
    const receive = otlpReceiver({
      traces,
      limits: LIMITS,
      foreignHeaderOf: foreignHeaders({ host: '127.0.0.1', hostnames: [] }),
      now: () => 7,
      onKept: () => {
        kept += 1;
      },
      onError: (error) => errors.push(error),
    });
    server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    traces.close();
    rmSync(directory, { recursive: true });
  });

  const post = async (body: string | Uint8Array, headers: Record<string, string>) => {
    const response = await fetch(url(), { method: 'POST', body, headers });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, text: Buffer.from(bytes).toString() };
  };

  it.each([
    ['JSON', json(), JSON_TYPE, '{}'],
    ['JSON with a character set', json(), { 'content-type': 'application/json; charset=utf-8' }, '{}'],
    ['protobuf', protobufOf(payload()), PROTOBUF_TYPE, ''],
    ['JSON, gzipped', gzipSync(json()), { ...JSON_TYPE, 'content-encoding': 'gzip' }, '{}'],
    ['protobuf, gzipped', gzipSync(protobufOf(payload())), { ...PROTOBUF_TYPE, 'content-encoding': 'gzip' }, ''],
  ])('keeps %s, and answers in kind', async (_, body, headers, answer) => {
    const { status, headers: answered, text } = await post(body, headers);
    expect([status, text]).toEqual([200, answer]);
    expect(answered.get('content-type')).toBe(headers['content-type'].split(';')[0]);
    expect(await traces.trace(TRACE)).toMatchObject({ spans: 2, hasRoot: true, updatedAt: 7 });
    expect(kept).toBe(1);
  });

  it('says which spans were not kept, and why', async () => {
    const odd = JSON.parse(json().replaceAll('"spanId":"0000000000000002"', '"spanId":""')) as object;
    expect(JSON.parse((await post(json(odd), JSON_TYPE)).text)).toEqual({
      partialSuccess: {
        rejectedSpans: '1',
        errorMessage: '1 spans are malformed, or their ids or times are none',
      },
    });
    const { status, text } = await post(protobufOf(payload(3)), PROTOBUF_TYPE);
    expect(status).toBe(200);
    expect(text).toContain('4 spans are of traces with more than 3 (PARLEY_TRACES_SPANS)');
    expect(text.startsWith('\n')).toBe(true);
  });

  it.each([
    [415, 'Content-Type is text/plain: must be', 'x', { 'content-type': 'text/plain' }],
    [415, 'Content-Type is missing: must be', Buffer.from('x'), {}],
    [415, 'charset=utf-16: must be', '{}', { 'content-type': 'application/json; charset=utf-16' }],
    [415, 'Content-Encoding is br: send gzip', 'x', { ...JSON_TYPE, 'content-encoding': 'br' }],
    [400, 'the body is no JSON', '{', JSON_TYPE],
    [400, 'nested deeper than 300 levels', '['.repeat(4000), JSON_TYPE],
    [400, 'the body is no ExportTraceServiceRequest in protobuf', 'hello', PROTOBUF_TYPE],
    [400, 'the body is not gzip', 'x', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    [413, 'larger than 200000 bytes', 'x'.repeat(200_001), JSON_TYPE],
    [413, 'larger than 200000 bytes', gzipSync('x'.repeat(1e6)), { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ])('refuses for good with %i: %s', async (status, message, body, headers) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, null]);
    expect(answer.text).toContain(message);
    expect(kept).toBe(0);
  });

  it.each([
    ['Host', { host: 'evil.example:7421', origin: 'http://evil.example:7421' }],
    ['Origin', { origin: 'http://evil.example' }],
  ])('refuses for good what a page of another site may have sent, as its %s shows', async (field, headers) => {
    const request = httpRequest(url(), { method: 'POST', headers: { ...JSON_TYPE, ...headers } }).end(json());
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const answer = JSON.parse(await text(response)) as { readonly message: string };
    expect([response.statusCode, answer.message]).toEqual([403, expect.stringContaining(`${field} must be`)]);
    expect(await traces.trace(TRACE)).toBeUndefined();
  });

  it('refuses for good what holds more than can be read in time', async () => {
    const answer = await post(gzipSync(`{"resourceSpans":[${'{},'.repeat(50_000)}{}]}`), {
      ...JSON_TYPE,
      'content-encoding': 'gzip',
    });
    expect([answer.status, answer.text]).toEqual([413, expect.stringContaining('more than 50000 spans')]);
  });

  it('asks to come again, when what is kept cannot be written, and says why', async () => {
    traces.close();
    const answer = await post(json(), JSON_TYPE);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(errors).toHaveLength(1);
    traces = openReceivedTraces({ directory, limits: LIMITS });
  });

  it('asks to come again while many others are being taken, and then takes it', async () => {
    const held = Array.from({ length: 16 }, () => httpRequest(url(), { method: 'POST', headers: JSON_TYPE }));
    const answers = held.map((request) => once(request, 'response'));
    let arrived = 0;
    const all = new Promise<void>((resolve) => {
      server.on('request', () => {
        arrived += 1;
        if (arrived === held.length) resolve();
      });
    });
    for (const request of held) request.write(' ');
    await all;
    const refused = await post(json(), JSON_TYPE);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    for (const request of held) request.end(json());
    await Promise.all(answers);
    expect((await post(json({ resourceSpans: [] }), JSON_TYPE)).status).toBe(200);
  });

  it('goes on after a client that went away in the middle of its body', async () => {
    const request = httpRequest(url(), { method: 'POST', headers: { ...JSON_TYPE, 'content-length': '100' } });
    request.on('error', () => undefined).write('{');
    await once(server, 'request');
    request.destroy();
    expect((await post(json(), JSON_TYPE)).status).toBe(200);
    expect(errors).toEqual([]);
  });
});
