import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { asRunId, asTurnId } from '#events';
import { modelCallSpanId } from './span-ids.js';

describe('a span id', () => {
  it('is the first 8 bytes of SHA-256(runId/kind/id/attempt)', () => {
    const runId = '0198f6a0-1b2c-7d3e-8f40-000000000001';
    const hash = createHash('sha256').update(`${runId}/model_call/solo.3/2`).digest('hex');
    expect(modelCallSpanId(asRunId(runId), asTurnId('solo.3'), 2)).toBe(hash.slice(0, 16));
  });
});
