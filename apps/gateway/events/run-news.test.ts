import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { openMemoryLog, type EventLog, type Positions } from '#event-log';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { eventNewsIn } from './news-in.js';
import { runNews } from './run-news.js';

const one = runIdNumber(1);
const other = runIdNumber(2);

/** A log that says how many read from it. */
function watchedLog() {
  const { log } = openMemoryLog();
  let readers = 0;
  const watched: EventLog = {
    ...log,
    partitions: log.partitions,
    publish: (records) => log.publish(records),
    close: () => log.close(),
    async *read(topic, from, options) {
      readers++;
      try {
        yield* log.read(topic, from, options);
      } finally {
        readers--;
      }
    },
  };
  return { log: watched, readers: () => readers };
}

const happen = (log: EventLog, runId: typeof one) => {
  const stream = eventStream(runId);
  stream.add('RunStarted', startedData());
  stream.add('TurnRecorded', recorded(1));
  return log.publish(stream.events.map((message) => ({ topic: 'run-events', message })));
};
const noErrors = (error: unknown) => {
  throw error;
};

describe('run news', () => {
  it('reach who watches that run, and nobody else', async () => {
    const { log } = watchedLog();
    const news = runNews({
      log,
      topic: 'run-events',
      newsIn: eventNewsIn,
      positions: () => Promise.resolve(new Map()),
      onError: noErrors,
      retryMs: 1,
    });
    const strangers: number[] = [];
    news.watch(other, (sequence) => strangers.push(sequence));
    const heard = new Promise<number[]>((resolve) => {
      const sequences: number[] = [];
      news.watch(one, (sequence) => {
        if (sequences.push(sequence) === 2) resolve(sequences);
      });
    });
    await happen(log, one);
    expect(await heard).toEqual([1, 2]);
    expect(strangers).toEqual([]);
    await news.close();
    await log.close();
  });

  it('are read by one reader for all, and by none once all have left', async () => {
    const { log, readers } = watchedLog();
    const news = runNews({
      log,
      topic: 'run-events',
      newsIn: eventNewsIn,
      positions: () => Promise.resolve(new Map()),
      onError: noErrors,
      retryMs: 1,
    });
    expect(readers()).toBe(0);
    const heard = new Promise((resolve) => news.watch(one, resolve));
    const leave = news.watch(other, () => undefined);
    await happen(log, one);
    await heard;
    expect(readers()).toBe(1);
    leave();
    await news.close();
    expect(readers()).toBe(0);
    await log.close();
  });

  it('pause before they are read again from a log that has nothing more to say, as one that is closed', async () => {
    const { log } = openMemoryLog();
    await log.close();
    let asked = 0;
    // Without the pause no other task would ever have its turn: the second time takes for ever.
    const positions = () =>
      new Promise<Positions>((resolve) => {
        if (++asked === 1) resolve(new Map());
      });
    const news = runNews({
      log,
      topic: 'run-events',
      newsIn: eventNewsIn,
      positions,
      onError: noErrors,
      retryMs: 60_000,
    });
    news.watch(one, () => undefined);
    await nextTurn();
    await nextTurn();
    expect(asked).toBe(1);
    await news.close();
  });

  it('are read again after a failure', async () => {
    const { log } = watchedLog();
    const errors: unknown[] = [];
    const positions = () =>
      errors.length === 0 ? Promise.reject(new Error('not now')) : Promise.resolve(new Map<number, number>());
    const news = runNews({
      log,
      topic: 'run-events',
      newsIn: eventNewsIn,
      positions,
      onError: (error) => errors.push(error),
      retryMs: 1,
    });
    const heard = new Promise((resolve) => news.watch(one, resolve));
    await happen(log, one);
    expect(await heard).toBe(1);
    expect(errors).toHaveLength(1);
    await news.close();
    await log.close();
  });
});
