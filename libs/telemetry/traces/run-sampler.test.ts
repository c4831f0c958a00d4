import { describe, expect, it } from '@jest/globals';
import { runSampler, SAMPLERS } from './run-sampler.js';

const traces = Array.from({ length: 2_000 }, (_, n) => ((n + 1) * 2_654_435_761).toString(16).padStart(32, '7'));
const shareOf = (sampled: readonly boolean[]) => sampled.filter(Boolean).length / sampled.length;

describe('runSampler', () => {
  it.each(SAMPLERS)('%s takes the share of traces that it names', (name) => {
    const sampler = runSampler({ name, ratio: 0.25 });
    const expected = name.endsWith('on') ? 1 : name.endsWith('off') ? 0 : 0.25;
    expect(shareOf(traces.map((trace) => sampler(trace)))).toBeCloseTo(expected, 1);
  });

  it.each(SAMPLERS)('%s goes by the client where it says so', (name) => {
    const sampler = runSampler({ name, ratio: 0 });
    const byParent = [true, false].map((parent) => sampler('a'.repeat(32), parent));
    const ownWay = sampler('a'.repeat(32));
    expect(byParent).toEqual(name.startsWith('parentbased') ? [true, false] : [ownWay, ownWay]);
  });
});
