import { describe, expect, it } from '@jest/globals';
import { threadShare, type ThreadClock } from './thread-share.js';

const never = new AbortController().signal;

/** A thread whose time passes when it is told to. */
function thread() {
  const spent = { active: 0, idle: 0 };
  const waits: number[] = [];
  const clock: ThreadClock = {
    now: () => spent.active + spent.idle,
    spent: () => ({ ...spent }),
    wait: (ms) => {
      waits.push(ms);
      spent.active += ms;
      return Promise.resolve();
    },
  };
  const share = threadShare(0.1, clock);
  const work = (ms: number): void => {
    const pause = share.begin();
    spent.active += ms;
    pause();
  };
  return { spent, waits, share, work };
}

describe('a share of a thread', () => {
  it('makes work wait in proportion while others are busy', async () => {
    const { spent, waits, share, work } = thread();
    spent.active += 100;
    work(10);
    await share.turn(never);
    expect(waits).toEqual([90]);
    work(2);
    work(3);
    await share.turn(never);
    expect(waits).toEqual([90, 45]);
  });

  it('is all of a thread that has nothing else to do', async () => {
    const { spent, waits, share, work } = thread();
    spent.idle += 50;
    work(100);
    await share.turn(never);
    expect(waits).toEqual([]);
  });

  it('waits once for all who ask while it waits', async () => {
    const { spent, waits, share, work } = thread();
    spent.active += 100;
    work(10);
    await Promise.all([share.turn(never), share.turn(never)]);
    expect(waits).toEqual([90]);
  });

  it('keeps nobody who has to end', async () => {
    const { spent, waits, share, work } = thread();
    spent.active += 100;
    work(10);
    await share.turn(AbortSignal.abort());
    expect(waits).toEqual([]);
  });
});
