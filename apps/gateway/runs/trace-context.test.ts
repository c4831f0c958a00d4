import { describe, expect, it } from '@jest/globals';
import { runIdNumber } from '#read-models/testing';
import { runSampler } from '#telemetry';
import { traceContextOf } from './trace-context.js';

const runId = runIdNumber(1);
const trace = 'a'.repeat(32);
const parent = 'b'.repeat(16);
const always = runSampler({ name: 'parentbased_always_on', ratio: 1 });
const own = { traceId: runId.replaceAll('-', ''), sampled: true };

describe('traceContextOf', () => {
  it.each([
    ['sampled', `00-${trace}-${parent}-01`, true],
    ['not sampled', `00-${trace}-${parent}-00`, false],
    ['with unknown flags', `00-${trace}-${parent}-03`, true],
    ['of a later version, with more behind it', `cc-${trace}-${parent}-01-what-the-future-holds`, true],
  ])('takes a valid traceparent: %s', (_case, header, sampled) => {
    expect(traceContextOf(header, runId, always)).toEqual({ traceId: trace, parentSpanId: parent, sampled });
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${trace}-${parent}`,
    `00-${trace.toUpperCase()}-${parent}-01`,
    `00-${'0'.repeat(32)}-${parent}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `ff-${trace}-${parent}-01`,
    `00-${trace}-${parent}-01-more`,
    ` 00-${trace}-${parent}-01`,
  ])('makes %j a trace of the run’s own', (header) => {
    expect(traceContextOf(header, runId, always)).toEqual(own);
  });
  it('leaves it to the sampler which traces are wanted', () => {
    const never = runSampler({ name: 'always_off', ratio: 1 });
    expect(traceContextOf(`00-${trace}-${parent}-01`, runId, never)).toMatchObject({ sampled: false });
    const byParent = runSampler({ name: 'parentbased_always_off', ratio: 1 });
    expect(traceContextOf(undefined, runId, byParent)).toMatchObject({ sampled: false });
    expect(traceContextOf(`00-${trace}-${parent}-01`, runId, byParent)).toMatchObject({ sampled: true });
  });
});
