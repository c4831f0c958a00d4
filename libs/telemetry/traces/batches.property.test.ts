import { describe, expect, it } from '@jest/globals';
import type { SpanData } from '#spans';
import fc from 'fast-check';
import { batchesOf } from './batches.js';

const span = (length: number, n: number): SpanData => ({
  traceId: 'a'.repeat(32),
  spanId: String(n).padStart(16, '0'),
  name: 'chat m',
  kind: 'client',
  startMs: 1,
  endMs: 2,
  attributes: { 'gen_ai.input.messages': 'ü'.repeat(length) },
  links: [],
  status: { code: 'unset' },
});
const jsonBytes = (spans: readonly SpanData[]) => Buffer.byteLength(JSON.stringify(spans));

describe('batchesOf', () => {
  it('keeps every span once and in order, and its bounds unless one span alone is beyond them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }),
        fc.record({ spans: fc.integer({ min: 1, max: 9 }), bytes: fc.integer({ min: 500, max: 9_000 }) }),
        (lengths, limits) => {
          const spans = lengths.map(span);
          const batches = [...batchesOf(spans, limits)];
          expect(batches.flat()).toEqual(spans);
          for (const batch of batches) {
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(limits.spans);
            if (batch.length > 1) expect(jsonBytes(batch)).toBeLessThanOrEqual(limits.bytes);
          }
        },
      ),
    );
  });
});
