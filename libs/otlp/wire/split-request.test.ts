import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readOtlp, type OtlpEncoding, type Telemetry } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { protobufOf } from '../testing/protobuf-of.js';
import { decodeTraces } from './decode.js';
import { splitBody } from './split-request.js';
import { UnusableRequest } from './unusable-request.js';

const FIXTURES = path.join(import.meta.dirname, '../../trajectory/fixtures/frameworks');
const bodies = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => [name, gunzipSync(readFileSync(path.join(FIXTURES, name, 'body-1.pb.gz')))] as const);

const read = (encoding: OtlpEncoding, body: Uint8Array): Telemetry =>
  readOtlp(encoding === 'json' ? JSON.parse(Buffer.from(body).toString()) : decodeTraces(body));

const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];

/** Two traces that one instrumentation sent together; only the first has its root. */
function twoTraces() {
  const script = spanScript('gen_ai');
  const root = script.agent('ann', { trace: A });
  script.model({ trace: B, parent: 'f'.repeat(16) });
  script.model({ trace: A, parent: root });
  return script.payload();
}
const bodyIn = (encoding: OtlpEncoding, payload: object): Uint8Array =>
  encoding === 'json' ? Buffer.from(JSON.stringify(payload)) : protobufOf(payload);

/** With an attribute or an id of its first span changed. */
function withFirstSpan(change: (span: Record<string, unknown>) => void) {
  const payload = structuredClone(twoTraces()) as {
    resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
  };
  change(payload.resourceSpans[0]!.scopeSpans[0]!.spans[0]!);
  return payload;
}

describe.each(bodies)('the request of %s', (_, body) => {
  it('is, split by trace, as it was', () => {
    const whole = read('protobuf', body);
    const { parts, unusable } = splitBody('protobuf', body);
    expect(unusable).toBe(0);
    for (const part of parts) {
      const spans = whole.spans.filter(({ traceId }) => traceId === part.traceId);
      expect(read('protobuf', part.body).spans).toEqual(spans);
      expect(part).toMatchObject({
        spans: spans.length,
        hasRoot: spans.some(({ parentId }) => parentId === undefined),
      });
    }
    expect(parts.reduce((sum, { spans }) => sum + spans, 0)).toBe(whole.spans.length);
  });
});

describe.each(['protobuf', 'json'] as const)('a request in %s', (encoding) => {
  it('is split by trace, and says which has its root', () => {
    const payload = twoTraces();
    const { parts } = splitBody(encoding, bodyIn(encoding, payload));
    expect(parts.map(({ traceId, spans, hasRoot }) => [traceId, spans, hasRoot])).toEqual([
      [A, 2, true],
      [B, 1, false],
    ]);
    const joined = parts.flatMap(({ body }) => read(encoding, body).spans);
    expect(new Set(joined)).toEqual(new Set(readOtlp(payload).spans));
  });

  it('leaves out spans of runs that Parley hosts', () => {
    const payload = withFirstSpan((span) => {
      span['attributes'] = [{ key: 'parley.run.id', value: { stringValue: 'r' } }];
    });
    const { parts, unusable } = splitBody(encoding, bodyIn(encoding, payload));
    expect([parts.map(({ spans }) => spans), unusable]).toEqual([[1, 1], 0]);
  });

  it('leaves out what processes of Parley do themselves', () => {
    const payload = structuredClone(twoTraces()) as { resourceSpans: { resource: { attributes: object[] } }[] };
    payload.resourceSpans[0]!.resource.attributes.push({ key: 'parley.process', value: { boolValue: true } });
    expect(splitBody(encoding, bodyIn(encoding, payload))).toEqual({ parts: [], unusable: 0 });
  });

  it.each([
    ['traceId', ''],
    ['traceId', '0'.repeat(32)],
    ['traceId', 'ab'],
    ['spanId', ''],
    ['spanId', '0'.repeat(16)],
  ])('counts a span whose %s is "%s"', (field, id) => {
    const payload = withFirstSpan((span) => {
      span[field] = id;
    });
    expect(splitBody(encoding, bodyIn(encoding, payload))).toMatchObject({ parts: [{}, {}], unusable: 1 });
  });

  it.each([{ resourceSpans: [] }, {}])('may be empty: %j', (payload) => {
    expect(splitBody(encoding, bodyIn(encoding, payload))).toEqual({ parts: [], unusable: 0 });
  });
});

describe('what is no request', () => {
  it.each([
    ['protobuf', 'text', Buffer.from('hello')],
    ['protobuf', 'cut off', bodyIn('protobuf', twoTraces()).subarray(0, -1)],
    ['protobuf', 'with a resource that is none', Uint8Array.of(0x0a, 3, 0x0a, 1, 0xff)],
    ['json', 'cut off', bodyIn('json', twoTraces()).subarray(0, -1)],
    ['json', 'of another shape', Buffer.from('{"resourceLogs":[]}')],
    ['json', 'a list', Buffer.from('[]')],
    ['json', 'with a group that is none', Buffer.from('{"resourceSpans":[1]}')],
    ['json', 'with a list that is none', Buffer.from('{"resourceSpans":{}}')],
    ['json', 'with spans that are no list', Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":{}}]}]}')],
    ['json', 'with a resource that is none', Buffer.from('{"resourceSpans":[{"resource":7}]}')],
    ['json', 'nested too deep', Buffer.from(`{"resourceSpans":${'['.repeat(1e6)}`)],
    ['json', 'not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ] as const)('in %s, %s, is refused', (encoding, _, body) => {
    expect(() => splitBody(encoding, body)).toThrow(UnusableRequest);
  });

  it.each(['-1', 'abc', '1e30', '1.5', '18446744073709551616', '9'.repeat(31), -1, 1.5, 1e30, {}])(
    'is a span that starts or ends at %p',
    (time) => {
      for (const field of ['startTimeUnixNano', 'endTimeUnixNano']) {
        const payload = withFirstSpan((span) => {
          span[field] = time;
        });
        expect(splitBody('json', bodyIn('json', payload))).toMatchObject({ parts: [{}, {}], unusable: 1 });
      }
    },
  );

  it.each(['18446744073709551615', 1.7e18, null])('is not one that ends at %p', (time) => {
    const payload = withFirstSpan((span) => {
      span['endTimeUnixNano'] = time;
    });
    expect(splitBody('json', bodyIn('json', payload)).unusable).toBe(0);
  });

  it('in a span costs that span alone', () => {
    const [group] = [Uint8Array.of(0x12, 7, 0x12, 1, 0xff, 0x12, 2, 0x0a, 9)];
    const body = Uint8Array.of(0x0a, group.length, ...group);
    expect(splitBody('protobuf', body)).toEqual({ parts: [], unusable: 2 });
  });
});

/** A field that is a message, or bytes. */
function delimited(tag: number, body: Uint8Array): Uint8Array {
  const size: number[] = [];
  for (let rest = body.length; size.length === 0 || rest > 0; rest >>>= 7)
    size.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.concat([Uint8Array.of(tag, ...size), body]);
}
const inScope = (spans: Uint8Array): Uint8Array => delimited(0x0a, delimited(0x12, spans));
const inJson = (spans: string): Buffer => Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[${spans}]}]}]}`);

describe('what a request may hold', () => {
  it.each([
    ['protobuf', 'groups', Buffer.alloc(100_002, Uint8Array.of(0x0a, 0))],
    ['protobuf', 'spans', inScope(Buffer.alloc(100_002, Uint8Array.of(0x12, 0)))],
    ['protobuf', 'attributes', inScope(delimited(0x12, Buffer.alloc(2_000_002, Uint8Array.of(0x4a, 0))))],
    ['protobuf', 'bytes', inScope(delimited(0x12, Buffer.alloc(2_000_002, Uint8Array.of(0x0a, 0))))],
    ['json', 'groups', Buffer.from(`{"resourceSpans":[${'{},'.repeat(50_000)}{}]}`)],
    ['json', 'spans', inJson(`${'{},'.repeat(50_000)}{}`)],
    ['json', 'attributes', inJson(`{"attributes":[${'{},'.repeat(500_000)}{}]}`)],
    ['json', 'numbers', inJson(`{"attributes":[${'1,'.repeat(1_000_000)}1]}`)],
  ] as const)('in %s, ends before too many %s', (encoding, _, body) => {
    expect(() => splitBody(encoding, body)).toThrow(expect.objectContaining({ code: 'too_large' }));
  });

  it.each(['protobuf', 'json'] as const)('in %s, ends before traces that each need much around them', (encoding) => {
    const traces = Array.from({ length: 100 }, (_, nth) => (nth + 1).toString(16).padStart(32, '0'));
    const wide = (of: readonly string[], resource: string, scope: string) => {
      const script = spanScript('gen_ai');
      for (const trace of of) script.model({ trace });
      const [group] = script.payload().resourceSpans as readonly { scopeSpans: readonly object[] }[];
      const attributes = [{ key: 'a', value: { stringValue: resource } }];
      const scopeSpans = group!.scopeSpans.map((scoped) => ({ ...scoped, scope: { name: scope } }));
      return bodyIn(encoding, { resourceSpans: [{ resource: { attributes }, scopeSpans }] });
    };
    const long = 'x'.repeat(700_000);
    for (const [resource, scope] of [
      [long, 'tests'],
      ['tests', long],
    ] as const) {
      const request = wide(traces, resource, scope);
      expect(() => splitBody(encoding, request)).toThrow(expect.objectContaining({ code: 'too_large' }));
      expect(splitBody(encoding, wide(traces.slice(0, 3), resource, scope)).parts).toHaveLength(3);
    }
  });

  it('is not measured by what stands in texts', () => {
    const text = '{[,\\"'.repeat(400_000);
    const payload = withFirstSpan((span) => {
      span['name'] = text;
    });
    expect(splitBody('json', bodyIn('json', payload)).unusable).toBe(0);
    expect(splitBody('protobuf', bodyIn('protobuf', payload)).unusable).toBe(0);
  });

  it('may be large where it is reasonable, and then too a span that is none costs that span alone', () => {
    const payload = withFirstSpan((span) => {
      span['name'] = 'x'.repeat(3_000_000);
    });
    const body = Buffer.concat([bodyIn('protobuf', payload), inScope(Uint8Array.of(0x12, 2, 0x0a, 9))]);
    expect(splitBody('protobuf', body)).toMatchObject({ parts: [{}, {}], unusable: 1 });
  });
});
