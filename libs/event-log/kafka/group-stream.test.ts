import { describe, expect, it } from '@jest/globals';
import type { GroupSink, RecordStream } from './driver.js';
import { GroupStream } from './group-stream.js';

const STREAM: RecordStream = {
  start: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  close: () => Promise.resolve(),
};

const silent = {
  retryMs: 1,
  graceMs: 1,
  stopped: new AbortController().signal,
  assigned: () => undefined,
  records: () => undefined,
  lost: () => undefined,
  trouble: () => undefined,
};

describe('the stream of a member', () => {
  it('says so while it is not in its group, at first and after it was lost', async () => {
    const joins = [Promise.withResolvers<RecordStream>(), Promise.withResolvers<RecordStream>()];
    const waiting = joins.values();
    const stream = new GroupStream({ ...silent, join: () => waiting.next().value!.promise });
    const refused = () => {
      expect(() => {
        stream.refuseOutsider();
      }).toThrow('is not in its group');
    };
    refused();
    joins[0]!.resolve(STREAM);
    await stream.joined;
    stream.refuseOutsider();
    stream.replace(new Error('lost'));
    refused();
    joins[1]!.resolve(STREAM);
    await stream.joined;
    stream.refuseOutsider();
  });

  it('does not hear one that was asked for before and came too late', async () => {
    const sinks: GroupSink[] = [];
    const assigned: (readonly number[])[] = [];
    const stream = new GroupStream({
      ...silent,
      join: (sink) => (sinks.push(sink) === 1 ? Promise.reject(new Error('too late')) : Promise.resolve(STREAM)),
      assigned: (partitions) => assigned.push(partitions),
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
