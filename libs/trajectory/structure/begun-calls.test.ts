import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { ModelCall } from './model-call.js';
import { begunBetween, begunCalls } from './begun-calls.js';

const callsAt = (starts: readonly number[]): readonly ModelCall[] =>
  starts.map((startMs, node) => ({ node, failed: false, span: { startMs } }) as ModelCall);

describe('the call that had begun last', () => {
  it('is the last of the list that had, in whatever order they began', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, times, (starts, asked) => {
        const calls = callsAt(starts);
        const begun = begunCalls();
        return asked.every((atMs) => begun(calls, atMs) === calls.findLast(({ span }) => span.startMs <= atMs));
      }),
    );
  });
});

describe('whether a call began between two times', () => {
  it('is told as by looking at each', () => {
    const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, fc.array(fc.tuple(fc.nat(20), fc.nat(20))), (starts, asked) => {
        const calls = callsAt(starts);
        const between = begunBetween();
        return asked.every(
          ([from, to]) => between(calls, from, to) === starts.some((startMs) => startMs > from && startMs < to),
        );
      }),
    );
  });
});
