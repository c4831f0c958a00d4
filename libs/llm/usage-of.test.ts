import { describe, expect, it } from '@jest/globals';
import { usageOf } from './usage-of.js';

describe('usageOf', () => {
  it('keeps what is known, in the order of the schema', () => {
    const usage = usageOf({ reasoning: 1, output: 2, cacheWrite: 3, cacheRead: 4, input: 9 }, 'reported');
    expect(JSON.stringify(usage)).toBe(
      '{"input":9,"output":2,"cacheRead":4,"cacheWrite":3,"reasoning":1,"source":"reported"}',
    );
    expect(usageOf({ input: undefined, output: 0 }, 'estimated')).toEqual({ output: 0, source: 'estimated' });
  });

  it('lets no part be larger than its whole', () => {
    expect(usageOf({ input: 10, output: 2, cacheRead: 8, cacheWrite: 5, reasoning: 3 }, 'reported')).toEqual({
      input: 10,
      output: 2,
      cacheRead: 8,
      cacheWrite: 2,
      reasoning: 2,
      source: 'reported',
    });
  });
});
