import { describe, expect, it } from '@jest/globals';
import type { GroupSink, RecordStream } from './driver.js';
import { GroupStream } from './group-stream.js';

const STREAM: RecordStream = {
  start: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  close: () => Promise.resolve(),
};

describe('the stream of a member', () => {
  it('does not hear one that was asked for before and came too late', async () => {
    const sinks: GroupSink[] = [];
    const assigned: (readonly number[])[] = [];
    const stream = new GroupStream({
      join: (sink) => (sinks.push(sink) === 1 ? Promise.reject(new Error('too late')) : Promise.resolve(STREAM)),
      retryMs: 1,
      graceMs: 1,
      stopped: new AbortController().signal,
      assigned: (partitions) => assigned.push(partitions),
      records: () => undefined,
      lost: () => undefined,
      trouble: () => undefined,
    });
    await stream.joined;
    const [late, present] = sinks;
    late?.assigned([1], false);
    present?.assigned([2], false);
    late?.failed(new Error('closed'));
    expect(assigned).toEqual([[2]]);
    expect(sinks).toHaveLength(2);
  });
});
