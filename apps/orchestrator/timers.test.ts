import { describe, expect, it } from '@jest/globals';
import { asRunId } from '#events';
import { Timers } from './timers.js';

const A = asRunId('01890000-0000-7000-8000-00000000000a');
const B = asRunId('01890000-0000-7000-8000-00000000000b');
const timer = (timerId: string, dueAt: number) => ({ timerId, dueAt });

describe('timers', () => {
  it('come up in the order in which they are due', () => {
    const timers = new Timers();
    timers.set(A, [timer('late', 300), timer('early', 100)]);
    timers.set(B, [timer('middle', 200)]);
    expect(timers.nextAt()).toBe(100);
    expect(timers.take(250)).toEqual([
      { runId: A, timerId: 'early', dueAt: 100 },
      { runId: B, timerId: 'middle', dueAt: 200 },
    ]);
  });

  it('are forgotten with their run', () => {
    const timers = new Timers();
    timers.set(A, [timer('t', 100)]);
    timers.set(A, []);
    expect(timers.take(1_000)).toEqual([]);
    expect(timers.runs).toBe(0);
  });

  it('that have moved to later do not come up before', () => {
    const timers = new Timers();
    timers.set(A, [timer('t', 100)]);
    timers.set(A, [timer('t', 500)]);
    expect(timers.take(400)).toEqual([]);
    expect(timers.take(500)).toHaveLength(1);
  });

  it('come up again when firing them changed nothing, as the log may find them early', () => {
    const timers = new Timers();
    timers.set(A, [timer('t', 100)]);
    expect(timers.take(100)).toHaveLength(1);
    expect(timers.take(101)).toEqual([]);
    expect(timers.take(5_000)).toHaveLength(1);
  });

  it('come up once at a time, however often they were moved', () => {
    const timers = new Timers();
    for (let i = 0; i < 50; i++) {
      timers.set(A, [timer('deadline', 10_000)]);
      timers.set(A, [timer('retry', 100)]);
    }
    expect(timers.take(100)).toHaveLength(1);
    expect(timers.take(1_100)).toHaveLength(1);
    expect(timers.take(1_101)).toEqual([]);
  });

  it('keep no more than the open runs need', () => {
    const timers = new Timers();
    for (let i = 0; i < 100_000; i++) timers.set(A, [timer(String(i), 1_000_000 - i)]);
    let entries = 0;
    while (timers.nextAt() !== undefined && entries < 50_000) {
      timers.set(A, []);
      timers.take(Infinity);
      entries += 1;
    }
    expect(timers.nextAt()).toBeUndefined();
    expect(entries).toBe(1);
  });
});
