import { describe, expect, it } from '@jest/globals';
import { isOtlp, readOtlp } from './read-otlp.js';

const [TRACE, SPAN] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

const request = (span: object) => ({ resourceSpans: [{ scopeSpans: [{ scope: { name: 'lib' }, spans: [span] }] }] });

describe('readOtlp', () => {
  it.each([
    ['hex', TRACE, SPAN],
    ['upper case', TRACE.toUpperCase(), SPAN.toUpperCase()],
    ['base64', base64(TRACE), base64(SPAN)],
    ['bytes', bytes(TRACE), bytes(SPAN)],
  ])('reads ids as %s', (_, traceId, spanId) => {
    expect(readOtlp(request({ traceId, spanId, name: 'x' })).spans).toMatchObject([
      { traceId: TRACE, spanId: SPAN, name: 'x', scope: 'lib' },
    ]);
  });

  it('reads the names of protobuf too, and older scopes', () => {
    const span = { trace_id: TRACE, span_id: SPAN, parent_span_id: 'a'.repeat(16), start_time_unix_nano: '5000000' };
    const payload = {
      resource_spans: [
        { instrumentation_library_spans: [{ instrumentation_library: { name: 'old' }, spans: [span] }] },
      ],
    };
    expect(isOtlp(payload)).toBe(true);
    expect(readOtlp(payload).spans).toMatchObject([{ parentId: 'a'.repeat(16), startMs: 5, endMs: 5, scope: 'old' }]);
  });

  it('reads values of every type, the last of equal keys', () => {
    const attributes = [
      { key: 'a', value: { stringValue: 'x' } },
      { key: 'a', value: { intValue: '7' } },
      { key: 'b', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 0.5 }] } } },
      { key: 'c', value: { kvlistValue: { values: [{ key: 'd', value: { intValue: '9007199254740993' } }] } } },
      { key: 'e', value: {} },
    ];
    const [span] = readOtlp(request({ traceId: TRACE, spanId: SPAN, attributes })).spans;
    expect(Object.fromEntries(span!.attributes)).toEqual({
      a: 7,
      b: [true, 0.5],
      c: { d: '9007199254740993' },
      e: null,
    });
  });

  it('leaves out and counts spans without an id, and survives what is no list', () => {
    expect(readOtlp(request({ traceId: '0'.repeat(32), spanId: SPAN })).unusable).toBe(1);
    expect(readOtlp({ resourceSpans: [null, 7, { scopeSpans: 'x' }, { scopeSpans: [{ spans: [null] }] }] })).toEqual({
      spans: [],
      logs: [],
      unusable: 1,
    });
  });

  it('reads log records of spans, whose body stands beside their attributes', () => {
    const record = {
      traceId: TRACE,
      spanId: SPAN,
      eventName: 'gen_ai.choice',
      body: { kvlistValue: { values: [{ key: 'index', value: { intValue: '0' } }] } },
      attributes: [{ key: 'gen_ai.system', value: { stringValue: 'v' } }],
    };
    const { logs } = readOtlp({ resourceLogs: [{ scopeLogs: [{ logRecords: [record, { body: null }] }] }] });
    expect(logs).toHaveLength(1);
    expect([...logs[0]!.event.attributes]).toEqual([
      ['gen_ai.system', 'v'],
      ['index', 0],
    ]);
  });
});
