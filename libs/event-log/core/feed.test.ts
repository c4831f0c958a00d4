import { describe, expect, it } from '@jest/globals';
import { MemoryDisk } from '../memory/memory-disk.js';
import type { ReceivedRecord } from '../port.js';
import { command, runIdOf } from '../testing/messages.js';
import { Feed, type FeedReader } from './feed.js';

const TOPIC = 'run-commands';
const message = command(runIdOf(1), 'any');

/** A feed above a storage, and how to make records durable in both. */
function feedWith({ characters = 1 } = {}) {
  const disk = new MemoryDisk(1);
  const feed = new Feed(disk, TOPIC, 0);
  const append = (count: number): void => {
    const first = feed.head;
    const records = Array.from({ length: count }, (_, i) => ({
      ...{ topic: TOPIC, partition: 0, time: 0, message },
      offset: first + i,
    })) as readonly ReceivedRecord[];
    disk.commit({ time: 0, records, values: records.map(() => ''), checkpoints: new Map() });
    feed.append(records, characters * count);
    feed.wake();
  };
  return { feed, append };
}

const offsets = (reader: FeedReader, limit: number, until?: number) =>
  reader.take(limit, until).map((record) => record.offset);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('Feed', () => {
  it('hands out what comes, across the borders of commits, up to a limit', () => {
    const { feed, append } = feedWith();
    const reader = feed.reader(0, () => undefined);
    for (const count of [2, 3, 4]) append(count);
    expect(offsets(reader, 4)).toEqual(range(0, 4));
    expect(reader.atEnd).toBe(false);
    expect(offsets(reader, 3, 6)).toEqual(range(4, 6));
    expect(offsets(reader, 3, 6)).toEqual([]);
    expect(offsets(reader, 100)).toEqual(range(6, 9));
    expect(reader.atEnd).toBe(true);
  });

  it('wakes its readers until they are closed', () => {
    const { feed, append } = feedWith();
    let wakes = 0;
    const reader = feed.reader(0, () => (wakes += 1));
    append(1);
    reader.close();
    append(1);
    expect(wakes).toBe(1);
  });

  it('keeps no more than a bound for a reader that lags, who reads the rest from the storage', () => {
    const { feed, append } = feedWith();
    const reader = feed.reader(0, () => undefined);
    for (let commit = 0; commit < 300; commit++) append(100);
    expect(feed.held).toBeLessThanOrEqual(8_192);
    const taken: number[] = [];
    while (!reader.atEnd) taken.push(...offsets(reader, 512));
    expect(taken).toEqual(range(0, 30_000));
  });

  it('bounds the characters that it keeps, too', () => {
    const { feed, append } = feedWith({ characters: 100_000 });
    feed.reader(0, () => undefined);
    for (let commit = 0; commit < 40; commit++) append(10);
    expect(feed.held).toBeLessThanOrEqual(80);
  });

  it('forgets what all of its readers have taken', () => {
    const { feed, append } = feedWith();
    const [quick, slow] = [feed.reader(0, () => undefined), feed.reader(0, () => undefined)];
    for (let commit = 0; commit < 50; commit++) {
      append(100);
      offsets(quick, 100);
    }
    expect(feed.held).toBe(5_000);
    while (!slow.atEnd) offsets(slow, 512);
    append(100);
    expect(feed.held).toBeLessThanOrEqual(256);
  });
});
