import { describe, expect, it } from '@jest/globals';
import type { Transactor } from './driver.js';
import { SteadyPositions } from './steady-positions.js';

/** Of a broker that gives these answers, one after the other. */
function transactorOf(...answers: readonly (number | undefined)[]): Transactor {
  const told = answers.values();
  return {
    committed: () => Promise.resolve(told.next().value),
    commit: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

describe('a group whose broker has not read all of its positions', () => {
  it.each([undefined, 3])(
    'is not begun at %s, where it has stood higher, but once the broker knows again',
    async (old) => {
      const positions = new SteadyPositions('grader');
      expect(await positions.guarded(1, transactorOf(7)).committed()).toBe(7);
      const after = positions.guarded(1, transactorOf(old, 9));
      await expect(after.committed()).rejects.toMatchObject({
        code: 'broker_unreachable',
        message: expect.stringContaining('group grader stands at'),
      });
      expect(await after.committed()).toBe(9);
    },
  );

  it('is known to have come as far as was committed', async () => {
    const positions = new SteadyPositions('grader');
    await positions.guarded(1, transactorOf()).commit([], 20);
    await expect(positions.guarded(1, transactorOf(19)).committed()).rejects.toThrow('where it has stood at 20');
    expect(await positions.guarded(1, transactorOf(20)).committed()).toBe(20);
    expect(await positions.guarded(2, transactorOf(5)).committed()).toBe(5);
  });
});
