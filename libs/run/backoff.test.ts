import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '#run/testing';
import { backoffMs } from './backoff.js';

const error = { code: 'overloaded', message: '', retryable: true } as const;
const waits = (attempt: number, retryAfterMs?: number): number[] =>
  Array.from({ length: 200 }, (_, n) =>
    backoffMs(LIMITS, attempt, `run:${n}`, retryAfterMs === undefined ? error : { ...error, retryAfterMs }),
  );

describe('backoffMs', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [9, 8_000],
  ])('stays after attempt %i in the upper half of %i ms, and spreads there', (attempt, ceiling) => {
    const all = waits(attempt);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(ceiling / 2);
    expect(Math.max(...all)).toBeLessThanOrEqual(ceiling);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(ceiling / 3);
  });

  it('is the same for the same event', () => {
    expect(waits(2)).toEqual(waits(2));
  });

  it('is never shorter than what the server asked for', () => {
    expect(Math.min(...waits(1, 700))).toBe(700);
    expect(Math.max(...waits(1, 700))).toBeGreaterThan(700);
  });

  it.each([3_600_001, Number.MAX_SAFE_INTEGER])(
    'does not wait more than an hour for a server that asks for %i ms',
    (asked) => {
      expect(new Set(waits(1, asked))).toEqual(new Set([3_600_000]));
    },
  );
});
