import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { encoded } from '../../core/pending-record.js';
import { asEvent, event, runIdOf } from '../../testing/messages.js';
import type { StreamSink, WireRecord } from '../driver.js';
import { wiresOf } from '../wire-records.js';
import type { StoredHistory } from './owned-history.js';
import { takeOverHistory, type EventsSource } from './take-over-history.js';

const RUN = runIdOf(1);
const NOTHING_STORED: StoredHistory = {
  positionOf: () => Promise.resolve(undefined),
  eventsOf: () => Promise.resolve([]),
  openRuns: () => Promise.resolve([]),
};
const MINUTE = 60_000;

/** The n-th event of the run, at its place. */
function wire(sequence: number): WireRecord {
  const [output] = wiresOf(encoded([asEvent(event(RUN, sequence))]), { nameOf: (topic) => topic, partitions: 1 });
  return { ...output!, offset: sequence - 1, time: 1, bytes: Buffer.from(output!.value) };
}

/** Two events are there; the stream says and does what it is told. */
function source(started: (sink: StreamSink) => void): EventsSource & { closed: number } {
  const one = {
    closed: 0,
    stored: NOTHING_STORED,
    ends: () => Promise.resolve([2]),
    open: (sink: StreamSink) =>
      Promise.resolve({
        start: () => {
          started(sink);
        },
        pause: () => undefined,
        resume: () => undefined,
        close: () => {
          one.closed += 1;
          return Promise.resolve();
        },
      }),
  };
  return one;
}

describe('taking over the history of a partition', () => {
  const unheard: unknown[] = [];
  const note = (error: unknown) => unheard.push(error);
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    await jest.advanceTimersByTimeAsync(MINUTE);
    await nextTurn();
    process.off('unhandledRejection', note);
    jest.useRealTimers();
    expect(unheard.splice(0)).toEqual([]);
  });

  it('reads what is behind the store, as far as it was written at the time', async () => {
    const events = source((sink) => {
      sink.records(0, [wire(1), wire(2), wire(3)], 3);
    });
    const history = await takeOverHistory(0, events);
    expect((await history.eventsOf(RUN)).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(events.closed).toBe(1);
  });

  it('fails with what a stream that cannot be opened says, and nothing comes after', async () => {
    const unreachable: EventsSource['open'] = () => Promise.reject(new Error('no broker'));
    await expect(takeOverHistory(0, { ...source(() => undefined), open: unreachable })).rejects.toThrow('no broker');
  });

  it('gives up a stream from which nothing comes', async () => {
    const silent = source(() => undefined);
    const taken = expect(takeOverHistory(0, silent)).rejects.toThrow('nothing comes of partition 0');
    await jest.advanceTimersByTimeAsync(MINUTE);
    await taken;
    expect(silent.closed).toBe(1);
  });

  it('gives up a stream that does not open, and closes it when it opens after all', async () => {
    const late = Promise.withResolvers<undefined>();
    const slow = source(() => undefined);
    const open: EventsSource['open'] = async (sink) => {
      await late.promise;
      return slow.open(sink);
    };
    const taken = expect(takeOverHistory(0, { ...slow, open })).rejects.toThrow('nothing comes');
    await jest.advanceTimersByTimeAsync(MINUTE);
    await taken;
    late.resolve(undefined);
    await nextTurn();
    expect(slow.closed).toBe(1);
  });

  it('fails with what ended its stream', async () => {
    const broken = source((sink) => {
      sink.failed(new Error('gone'));
    });
    await expect(takeOverHistory(0, broken)).rejects.toThrow('gone');
    expect(broken.closed).toBe(1);
  });
});
