import { describe, expect, it } from '@jest/globals';
import { NO_TRACES, withTrace } from './scoped-traces.js';

const run = (traceId: string) => ({ traceId, status: 'complete', profile: {} }) as const;

describe('withTrace', () => {
  it('counts what waits for spans or holds no run, and takes the rest', () => {
    const listed = [run('a'), { traceId: 'b', status: 'collecting' }, { traceId: 'c', status: 'complete' }] as const;
    const found = listed.reduce((all, trace) => withTrace(all, trace, 9), NO_TRACES);
    expect(found).toEqual({ ids: ['a'], traces: 3, collecting: 1, withoutRun: 1, isCut: false });
  });

  it('is cut by the first after as many as are wanted, which is not counted', () => {
    const full = withTrace(NO_TRACES, run('a'), 1);
    expect(full.isCut).toBe(false);
    expect(withTrace(full, run('b'), 1)).toEqual({ ...full, isCut: true });
  });
});
