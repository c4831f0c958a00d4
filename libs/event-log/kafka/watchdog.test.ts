import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../testing/until.js';
import { watch, type Watched } from './watchdog.js';

type Feeds = ReturnType<Watched['feeds']>;

describe('a watchdog', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
  });

  /** Looks again and again at what `feedsAt` says; resolves after that many looks with what was told. */
  async function told(looks: number, feedsAt: (look: number) => Feeds, ends: () => number = () => 10) {
    const said = { stuck: [] as string[], troubles: [] as unknown[] };
    let look = 0;
    const watched: Watched = {
      ends: () => Promise.resolve().then(() => [ends()]),
      feeds: () => feedsAt(look++),
      stuck: ({ message }) => said.stuck.push(message),
      trouble: (error) => said.troubles.push(error),
    };
    watch(watched, 1, stop.signal);
    await until(() => look > looks || said.troubles.length > looks);
    return said;
  }
  const standing = (next: number, expecting = true): Feeds => new Map([[0, { next, expecting }]]);

  it('says where a consumer stands that is behind and has not moved', async () => {
    const { stuck } = await told(3, () => standing(4));
    expect(stuck[0]).toBe('partition 0 stands at 4 of 10 and nothing comes: the consumer is stuck and is replaced');
  });

  it('says where one stands that is beyond the end of its topic', async () => {
    const { stuck } = await told(3, () => standing(14));
    expect(stuck[0]).toBe('partition 0 stands at 14, and its topic ends at 10: it is new or an older copy');
  });

  it.each([
    ['moves on while the ends are asked for', (look: number) => standing(11 + look)],
    ['moves', (look: number) => standing(Math.min(look, 9))],
    ['has read all there is', () => standing(10)],
    ['is held up', () => standing(4, false)],
    ['has not begun', (): Feeds => new Map([[0, undefined]])],
    ['has nothing', (): Feeds => new Map()],
  ])('leaves one alone that %s', async (_, feedsAt) => {
    expect((await told(5, feedsAt)).stuck).toEqual([]);
  });

  it('takes nobody for stuck while the ends cannot be asked for', async () => {
    const said = await told(
      3,
      () => standing(4),
      () => {
        throw new Error('no broker');
      },
    );
    expect(said.stuck).toEqual([]);
    expect(said.troubles.length).toBeGreaterThan(3);
  });
});
