import { describe, expect, it } from '@jest/globals';
import type { RunEvent, RunId } from '#events';
import { encoded } from '../../core/pending-record.js';
import { asEvent, ended, event, rejected, runIdOf } from '../../testing/messages.js';
import { until } from '../../testing/until.js';
import { OwnedHistory, type StoredHistory } from './owned-history.js';
import { RunTail } from './run-tail.js';

const [RUN, OTHER, THIRD] = [runIdOf(1), runIdOf(2), runIdOf(3)];

/** A store that has what it is given, and says so. */
class Store implements StoredHistory {
  position = 0;
  asked = 0;
  /** What it was asked to reach. */
  readonly atLeast: number[] = [];
  constructor(
    readonly events: RunEvent[] = [],
    readonly open: readonly RunId[] = [],
  ) {}
  positionOf = () => {
    this.asked += 1;
    return Promise.resolve(this.position);
  };
  eventsOf: StoredHistory['eventsOf'] = (runId, { from = 1, atLeast = 0 } = {}) => {
    this.atLeast.push(atLeast);
    return Promise.resolve(this.events.filter((one) => one.runId === runId && one.sequence >= from));
  };
  openRuns = () => Promise.resolve(this.open);
}
const wrote = (...events: readonly RunEvent[]) => [encoded(events.map(asEvent))];
const sequencesOf = (events: readonly RunEvent[]) => events.map(({ sequence }) => sequence);

describe('the history of an owned partition', () => {
  it('is what the store has and behind it what was written, each once', async () => {
    const history = new OwnedHistory(0, new Store([event(RUN, 1), event(RUN, 2)]), new RunTail());
    history.wrote(wrote(event(RUN, 2), event(RUN, 3), event(OTHER, 1)), 7);
    expect(sequencesOf(await history.eventsOf(RUN))).toEqual([1, 2, 3]);
    expect(sequencesOf(await history.eventsOf(RUN, { from: 3, atLeast: 3 }))).toEqual([3]);
    expect(sequencesOf(await history.eventsOf(OTHER))).toEqual([1]);
  });

  it('has what was written by a transaction whose answer was lost', async () => {
    const history = new OwnedHistory(0, new Store(), new RunTail());
    history.wrote(wrote(event(RUN, 1)), undefined);
    expect(sequencesOf(await history.eventsOf(RUN))).toEqual([1]);
    history.wrote(wrote(event(RUN, 2)), 9);
    expect(sequencesOf(await history.eventsOf(RUN))).toEqual([1, 2]);
  });

  it('has the store wait only for what it does not have itself', async () => {
    const store = new Store([event(RUN, 1)]);
    const history = new OwnedHistory(0, store, new RunTail());
    history.wrote(wrote(event(RUN, 2)), 3);
    await history.eventsOf(RUN, { atLeast: 2 });
    await history.eventsOf(RUN, { atLeast: 4 });
    expect(store.atLeast).toEqual([0, 4]);
  });

  it('knows which runs are open: the stored ones, the new ones, without the ended ones', async () => {
    const history = new OwnedHistory(0, new Store([], [RUN, OTHER]), new RunTail());
    history.wrote(wrote(ended(RUN, 5), event(THIRD, 1), event(OTHER, 4), rejected(runIdOf(4))), 9);
    expect(await history.openRuns(0)).toEqual([OTHER, THIRD]);
  });

  it('refuses a run that has something unreadable behind the store', async () => {
    const history = new OwnedHistory(0, new Store([event(RUN, 1)]), new RunTail(), new Set([RUN]));
    await expect(history.eventsOf(RUN)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('lets go of what the store has, once it has written a lot', async () => {
    const store = new Store();
    const tail = new RunTail();
    const history = new OwnedHistory(0, store, tail);
    store.position = 500;
    for (let n = 1; n <= 1_000; n++) history.wrote(wrote(event(RUN, n)), n);
    await until(() => store.asked === 1);
    await until(() => tail.eventsOf(RUN).length === 500);
    expect(tail.eventsOf(RUN)[0]?.sequence).toBe(501);
  });
});

describe('where the store lags by more than memory may hold', () => {
  const size = 100;
  const full = (...events: readonly RunEvent[]) => {
    const tail = new RunTail(2 * size);
    events.forEach((one, i) => {
      tail.append({ event: one, characters: size }, i + 1);
    });
    return tail;
  };

  it('the store is waited for', async () => {
    const store = new Store();
    const history = new OwnedHistory(0, store, full(event(RUN, 1), event(RUN, 2), event(RUN, 3)));
    await history.eventsOf(RUN);
    expect(store.atLeast).toEqual([1]);
    await expect(history.openRuns(0)).rejects.toMatchObject({ code: 'history_behind' });
  });

  it('it goes on without waiting once the store has come so far', async () => {
    const store = new Store([event(RUN, 1)], [RUN]);
    const history = new OwnedHistory(0, store, full(event(RUN, 1), event(RUN, 2), event(RUN, 3)));
    await expect(history.openRuns(0)).rejects.toMatchObject({ code: 'history_behind' });
    store.position = 1;
    expect(await history.openRuns(0)).toEqual([RUN]);
    expect(sequencesOf(await history.eventsOf(RUN))).toEqual([1, 2, 3]);
    expect(store.atLeast).toEqual([0]);
  });
});
