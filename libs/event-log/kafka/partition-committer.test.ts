import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Lease } from '../core/storage.js';
import { LogError, logFenced } from '../errors.js';
import type { Transactor } from './driver.js';
import { PartitionCommitter } from './partition-committer.js';

const ASLEEP_MS = 60_000;

type Commit = number | Error | Promise<never>;

/** A member at offset 7 of its partition; each commit takes as long as it says, ends as it does, or fails. */
const member = (...commits: readonly Commit[]) => memberWith(commits, { beginsAnew: false });
const decider = (...commits: readonly Commit[]) => memberWith(commits, { beginsAnew: true });
function memberWith(commits: readonly Commit[], { beginsAnew }: { readonly beginsAnew: boolean }) {
  const lease: Lease = { group: 'agents', topic: 'run-events', partition: 0, active: true };
  const asked: number[] = [];
  const events: string[] = [];
  let found = 7;
  const transactor: Transactor = {
    committed: () => Promise.resolve(found),
    commit: (_outputs, position) => {
      const outcome = commits[asked.push(position) - 1];
      if (outcome instanceof Error) return Promise.reject(outcome);
      if (outcome instanceof Promise) return outcome;
      if (outcome !== undefined) jest.advanceTimersByTime(outcome);
      return Promise.resolve([]);
    },
    close: async () => {
      await nextTurn();
      events.push('closed');
    },
  };
  const committer = new PartitionCommitter(lease, transactor, 7, {
    open: () => {
      events.push('opened');
      return Promise.resolve(transactor);
    },
    wiresOf: () => [],
    written: () => undefined,
    faultPoint: () => undefined,
    retryMs: 1,
    beginsAnew,
    trouble: () => undefined,
    fenced: () => events.push('fenced'),
  });
  const standsAt = (position: number): void => {
    found = position;
  };
  return { lease, asked, events, committer, standsAt };
}

const NOTHING = { records: [], values: [] };

describe('a commit that fails', () => {
  it('takes down what was handed in meanwhile, whose position may lie behind what has failed', async () => {
    const answer = Promise.withResolvers<never>();
    const { asked, committer } = member(answer.promise);
    const rejected = (position: number) =>
      expect(committer.commit(NOTHING, { position })).rejects.toMatchObject({ code: 'commit_failed' });
    const first = rejected(8);
    await nextTurn();
    const second = rejected(9);
    answer.reject(new LogError('broker_unreachable', 'no answer'));
    await Promise.all([first, second]);
    expect(asked).toEqual([8]);
    await committer.commit(NOTHING, { position: 9 });
    expect(asked).toEqual([8, 9]);
  });
});

describe('who remembers what it has written', () => {
  it('gives the partition up where a commit has failed, which may have been written without its position', async () => {
    const { events, committer } = decider(new LogError('broker_unreachable', 'no answer'));
    await expect(committer.commit(NOTHING, { position: 8 })).rejects.toMatchObject({ code: 'log_fenced' });
    expect(events).toEqual(['closed', 'opened', 'fenced']);
  });

  it('goes on where the position says that it was written', async () => {
    const { events, committer, standsAt } = decider(new LogError('broker_unreachable', 'no answer'));
    standsAt(8);
    await committer.commit(NOTHING, { position: 8 });
    expect(events).toEqual(['closed', 'opened']);
  });
});

describe('a transactor that has failed', () => {
  it('has let go before the next one is opened, which fences it', async () => {
    const { events, committer } = member(new LogError('broker_unreachable', 'no answer'));
    await expect(committer.commit(NOTHING, { position: 8 })).rejects.toMatchObject({ code: 'commit_failed' });
    expect(events).toEqual(['closed', 'opened']);
  });
});

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
