import { describe, expect, it } from '@jest/globals';
import { otlpJsonOf, type OtlpSpan } from './otlp-json.js';
import { SCHEMA_URL } from './semconv.js';
import type { SpanData } from './span-data.js';
import { spansOf } from './span-fold.js';
import { stagedRun } from './testing/index.js';

const SOURCE = {
  resource: { 'service.name': 'parley', 'process.pid': 7, 'some.ratio': 0.5 },
  scope: { name: 'parley', version: '1.2.3' },
};

const span: SpanData = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentSpanId: 'c'.repeat(16),
  name: 'chat model',
  kind: 'client',
  startMs: 1_767_225_600_123,
  endMs: 1_767_225_600_124,
  attributes: {
    'gen_ai.request.temperature': 0.7,
    'gen_ai.request.top_p': 1,
    'gen_ai.request.max_tokens': 99,
    'gen_ai.request.stream': true,
    'gen_ai.response.finish_reasons': ['stop'],
    'parley.turn.id': 'solo.1',
  },
  links: [{ spanId: 'd'.repeat(16), attributes: { 'parley.message.sequence': 3 } }],
  status: { code: 'error', message: 'overloaded' },
};

const sent = (data: SpanData): OtlpSpan => otlpJsonOf([data], SOURCE).resourceSpans[0]!.scopeSpans[0]!.spans[0]!;

describe('otlpJsonOf', () => {
  it('names source, scope and schema', () => {
    const [{ resource, scopeSpans }] = otlpJsonOf([], SOURCE).resourceSpans as [
      ReturnType<typeof otlpJsonOf>['resourceSpans'][number],
    ];
    expect(resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'parley' } },
      { key: 'process.pid', value: { intValue: '7' } },
      { key: 'some.ratio', value: { doubleValue: 0.5 } },
    ]);
    expect(scopeSpans).toEqual([{ scope: SOURCE.scope, spans: [], schemaUrl: SCHEMA_URL }]);
  });

  it('writes ids in hex, 64-bit numbers as text and enums as numbers', () => {
    expect(sent(span)).toEqual({
      traceId: span.traceId,
      spanId: span.spanId,
      parentSpanId: span.parentSpanId,
      name: 'chat model',
      kind: 3,
      startTimeUnixNano: '1767225600123000000',
      endTimeUnixNano: '1767225600124000000',
      attributes: [
        { key: 'gen_ai.request.temperature', value: { doubleValue: 0.7 } },
        { key: 'gen_ai.request.top_p', value: { intValue: '1' } },
        { key: 'gen_ai.request.max_tokens', value: { intValue: '99' } },
        { key: 'gen_ai.request.stream', value: { boolValue: true } },
        { key: 'gen_ai.response.finish_reasons', value: { arrayValue: { values: [{ stringValue: 'stop' }] } } },
        { key: 'parley.turn.id', value: { stringValue: 'solo.1' } },
      ],
      links: [
        {
          traceId: span.traceId,
          spanId: 'd'.repeat(16),
          attributes: [{ key: 'parley.message.sequence', value: { intValue: '3' } }],
        },
      ],
      status: { message: 'overloaded', code: 2 },
    });
  });

  it('leaves out what a root and a good end do not have', () => {
    const { parentSpanId: _none, ...root } = span;
    const plain = sent({ ...root, kind: 'internal', startMs: 0, endMs: 0, status: { code: 'unset' } });
    expect(plain).not.toHaveProperty('parentSpanId');
    expect(plain).toMatchObject({ kind: 1, startTimeUnixNano: '0', endTimeUnixNano: '1', status: {} });
  });

  it('holds every span of a trace', () => {
    const spans = spansOf(stagedRun('hybrid'));
    expect(otlpJsonOf(spans, SOURCE).resourceSpans[0]?.scopeSpans[0]?.spans).toHaveLength(spans.length);
  });
});
