import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Lease } from '../core/storage.js';
import { LogError, logFenced } from '../errors.js';
import type { Transactor } from './driver.js';
import { PartitionCommitter } from './partition-committer.js';

const ASLEEP_MS = 60_000;

/** A member at offset 7 of its partition; each commit takes as long as it says, or fails. */
function member(...commits: readonly (number | Error)[]) {
  const lease: Lease = { group: 'agents', topic: 'run-events', partition: 0, active: true };
  const asked: number[] = [];
  const transactor: Transactor = {
    committed: () => Promise.resolve(7),
    commit: (_outputs, position) => {
      const outcome = commits[asked.push(position) - 1];
      if (outcome instanceof Error) return Promise.reject(outcome);
      jest.advanceTimersByTime(outcome ?? 0);
      return Promise.resolve([]);
    },
    close: () => Promise.resolve(),
  };
  const committer = new PartitionCommitter(lease, transactor, 7, {
    open: () => Promise.resolve(transactor),
    wiresOf: () => [],
    written: () => undefined,
    faultPoint: () => undefined,
    retryMs: 1,
    trouble: () => undefined,
    fenced: () => undefined,
  });
  return { lease, asked, committer };
}

describe('whether a partition is still held', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is asked of the broker, though there is nothing to write', async () => {
    const { asked, committer } = member(5, 5);
    await committer.confirm();
    await committer.confirm();
    expect(asked).toEqual([7, 7]);
  });

  it('is asked again where the answer was heard only after a sleep', async () => {
    const { asked, committer } = member(ASLEEP_MS, 5);
    await committer.confirm();
    expect(asked).toEqual([7, 7]);
  });

  it('is not so where the broker has said that it is fenced, also after a sleep', async () => {
    const { asked, committer } = member(ASLEEP_MS, logFenced('agents', 0));
    await expect(committer.confirm()).rejects.toMatchObject({ code: 'log_fenced' });
    expect(asked).toEqual([7, 7]);
  });

  it('is not known where the broker gave no answer', async () => {
    const { committer } = member(new LogError('broker_unreachable', 'no answer'));
    await expect(committer.confirm()).rejects.toMatchObject({ code: 'commit_failed' });
  });

  it('is not asked by who knows better', async () => {
    const { lease, asked, committer } = member();
    lease.active = false;
    await expect(committer.confirm()).rejects.toMatchObject({ code: 'log_fenced' });
    expect(asked).toEqual([]);
  });
});
