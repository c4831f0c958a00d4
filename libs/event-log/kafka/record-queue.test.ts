import { describe, expect, it } from '@jest/globals';
import { command, runIdOf } from '../testing/messages.js';
import { RecordQueue } from './record-queue.js';

const sized = (offset: number, characters = 10) => ({
  record: { topic: 'run-commands' as const, partition: 0, offset, time: 1, message: command(runIdOf(1), 'x') },
  characters,
});
const offsetsOf = (records: readonly { readonly offset: number }[]) => records.map(({ offset }) => offset);

describe('a record queue', () => {
  it('gives records in order, up to a limit and below an offset', () => {
    const queue = new RecordQueue(0);
    queue.push([sized(0), sized(1), sized(3)], 4);
    expect(offsetsOf(queue.take(1, Infinity))).toEqual([0]);
    expect(offsetsOf(queue.take(9, 3))).toEqual([1]);
    expect(offsetsOf(queue.take(9, Infinity))).toEqual([3]);
    expect(queue.take(9, Infinity)).toEqual([]);
  });

  it('stands at the next record, past the marks of the broker', () => {
    const queue = new RecordQueue(0);
    queue.push([sized(0)], 2);
    queue.take(1, Infinity);
    expect(queue.position).toBe(2);
    queue.push([sized(5)], 6);
    expect(queue.position).toBe(5);
  });

  it('passes over what has come before', () => {
    const queue = new RecordQueue(0);
    queue.push([sized(0), sized(1)], 2);
    queue.push([sized(1), sized(2)], 3);
    expect(offsetsOf(queue.take(9, Infinity))).toEqual([0, 1, 2]);
  });

  it('goes forward within what it holds, and anywhere without it', () => {
    const queue = new RecordQueue(0);
    queue.push([sized(0), sized(1), sized(2)], 3);
    queue.moveTo(2);
    expect(offsetsOf(queue.take(1, Infinity))).toEqual([2]);
    queue.moveTo(0);
    expect(queue.position).toBe(0);
    queue.push([sized(0)], 1);
    expect(offsetsOf(queue.take(9, Infinity))).toEqual([0]);
  });

  it('is full by records or by characters, and has room again at half of it', () => {
    const queue = new RecordQueue(0);
    queue.push([sized(0, 9_000_000), sized(1, 9_000_000)], 2);
    expect([queue.full, queue.hasRoom]).toEqual([true, false]);
    queue.take(1, Infinity);
    expect([queue.full, queue.hasRoom]).toEqual([false, false]);
    queue.take(1, Infinity);
    expect([queue.full, queue.hasRoom]).toEqual([false, true]);
  });
});
