import { describe, expect, it } from '@jest/globals';
import { Gathering } from './gathering.js';

/** Commits of so many records that take so long, one after the other. */
async function after(...commits: readonly { readonly records: number; readonly ms: number }[]) {
  let now = 1_000;
  const gathering = new Gathering(() => now);
  for (const { records, ms } of commits) {
    const commit = Promise.withResolvers<undefined>();
    const timed = gathering.timed(records, commit.promise);
    now += ms;
    commit.resolve(undefined);
    await timed;
  }
  return {
    gathering,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('what waits for a fuller commit', () => {
  it('waits after a commit of several records as long as that took', async () => {
    const { gathering, pass } = await after({ records: 2, ms: 8 });
    expect(gathering.waitMs).toBe(8);
    pass(5);
    expect(gathering.waitMs).toBe(3);
    pass(5);
    expect(gathering.waitMs).toBe(0);
  });

  it('waits for nobody after a commit of one record, nor before the first', async () => {
    expect((await after({ records: 9, ms: 8 }, { records: 1, ms: 8 })).gathering.waitMs).toBe(0);
    expect((await after()).gathering.waitMs).toBe(0);
  });

  it('waits 20 ms at most', async () => {
    expect((await after({ records: 500, ms: 3_000 })).gathering.waitMs).toBe(20);
  });

  it('does not wait for a commit that failed', async () => {
    const gathering = new Gathering();
    await expect(gathering.timed(5, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(gathering.waitMs).toBe(0);
  });
});
