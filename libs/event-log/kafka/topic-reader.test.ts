import { describe, expect, it } from '@jest/globals';
import { encoded } from '../core/pending-record.js';
import { asCommand, reasonOf, runIdOf } from '../testing/messages.js';
import type { RecordStream, StreamSink, WireRecord } from './driver.js';
import { readTopic } from './topic-reader.js';
import { wiresOf } from './wire-records.js';

const ADDRESSING = { nameOf: () => 'run-commands', partitions: 1 };
const WIRES: readonly WireRecord[] = ['a', 'b', 'c'].map((reason, offset) => {
  const [wire] = wiresOf(encoded([asCommand(runIdOf(1), reason)]), ADDRESSING);
  return { ...wire!, offset, time: 1, bytes: Buffer.from(wire!.value) };
});

/** A topic of three records, whose streams bring so many in all and then nothing, without a word. */
function topicOf(...brought: readonly number[]) {
  const started: number[] = [];
  const open = (sink: StreamSink): Promise<RecordStream> => {
    const until = brought[started.length] ?? WIRES.length;
    return Promise.resolve({
      start: (partition, offset) => {
        started.push(offset);
        sink.records(partition, WIRES.slice(offset, until), until);
      },
      pause: () => undefined,
      resume: () => undefined,
      close: () => Promise.resolve(),
    });
  };
  return { open, started };
}

async function firstThree({ open }: ReturnType<typeof topicOf>, troubles: unknown[], follow: boolean) {
  const ends = () => Promise.resolve([WIRES.length]);
  const read: string[] = [];
  const reading = readTopic({
    topic: 'run-commands',
    from: new Map(),
    follow,
    ends: ends(),
    endsNow: ends,
    watchMs: 5,
    retryMs: 1,
    open,
    closed: new AbortController().signal,
    trouble: (error) => troubles.push(error),
  });
  for await (const record of reading) {
    read.push(reasonOf(record));
    if (read.length === WIRES.length) break;
  }
  return read;
}

describe.each([true, false])('the reading of a topic (follow: %s)', (follow) => {
  it('goes on by another stream where one has stopped without a word', async () => {
    const topic = topicOf(1, 1, 2);
    const troubles: unknown[] = [];
    expect(await firstThree(topic, troubles, follow)).toEqual(['a', 'b', 'c']);
    expect(topic.started).toEqual([0, 1, 1, 2]);
    expect(String(troubles[0])).toContain('partition 0 stands at 1 of 3 and nothing comes');
  });
});
