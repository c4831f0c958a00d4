import { describe, expect, it } from '@jest/globals';
import { workerClock } from './worker-clock.js';

describe('workerClock', () => {
  const window = { from: 1_000, until: 2_000 };
  it.each([
    ['agrees', { from: 1_100, until: 1_900 }, 0, [1_100, 1_900]],
    ['is slow', { from: 100, until: 700 }, 900, [1_000, 1_600]],
    ['is fast', { from: 5_000, until: 5_500 }, -3_500, [1_500, 2_000]],
    ['has counted more than there was', { from: 500, until: 3_000 }, 500, [1_000, 2_000]],
  ])('brings the times of a worker whose clock %s between those of the log', (_, reported, shiftMs, read) => {
    const clock = workerClock(reported, window);
    expect(clock.shiftMs).toBe(shiftMs);
    expect([clock.read(reported.from), clock.read(reported.until)]).toEqual(read);
  });
});
