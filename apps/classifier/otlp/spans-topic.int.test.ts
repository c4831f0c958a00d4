import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IntakeRecord, TakeIn } from '#event-log';
import { openReceivedTraces } from '#otlp';
import { protobufOf } from '#otlp/testing';
import type { ReceivedTraces, ReceivingLimits } from '#trajectory';
import { spanScript } from '#trajectory/testing';
import { spansTopic } from './spans-topic.js';
import { unreadableSpans } from './unreadable-spans.js';

const LIMITS: ReceivingLimits = { bodyBytes: 1e6, spans: 10, bytes: 1e6, quietMs: 1000, patienceMs: 1000 };
const id = (n: number): string => n.toString(16).padStart(32, '0');

function payload(n: number) {
  const script = spanScript('gen_ai');
  script.model({ trace: id(n), parent: script.agent('ann', { trace: id(n) }) });
  return script.payload();
}
/** So many traces with one span each, below one resource of so many bytes. */
function wide(count: number, bytes: number) {
  const script = spanScript('gen_ai');
  for (let n = 1; n <= count; n++) script.model({ trace: id(n) });
  const [group] = script.payload().resourceSpans as readonly object[];
  const attributes = [{ key: 'a', value: { stringValue: 'x'.repeat(bytes) } }];
  return { resourceSpans: [{ ...group, resource: { attributes } }] };
}
const record = (bytes: Uint8Array, offset = 0): IntakeRecord => ({ partition: 1, offset, key: '', bytes });
const json = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));

describe('what a collector writes to its topic', () => {
  let directory: string;
  let traces: ReceivedTraces;
  let takeIn: TakeIn;
  let time: number;
  let kept: number;
  const said: string[] = [];
  const open = (limits: Partial<ReceivingLimits> = {}) => {
    traces = openReceivedTraces({ directory, limits: { ...LIMITS, ...limits } });
    const now = () => time;
    takeIn = spansTopic({
      traces,
      limits: { bytes: 7 },
      now,
      onKept: () => {
        kept += 1;
      },
      onUnreadable: unreadableSpans({ topic: 'spans', now, say: (words) => said.push(words) }),
    });
  };
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'parley-topic-'));
    [time, kept, said.length] = [5, 0, 0];
  });
  afterEach(() => {
    traces.close();
    rmSync(directory, { recursive: true });
  });
  const take = (...records: readonly IntakeRecord[]) => takeIn(records, new AbortController().signal);

  it('is kept, in protobuf and in JSON, and once', async () => {
    open();
    await take(record(protobufOf(payload(1))), record(json(payload(2))));
    time = 50;
    await take(record(protobufOf(payload(1))));
    for (const n of [1, 2]) expect(await traces.trace(id(n))).toMatchObject({ spans: 2, updatedAt: 5 });
    expect(said).toEqual([]);
  });

  it('is passed over where it cannot be read, and that is said once in a while, with a count', async () => {
    open();
    await take(record(Buffer.from('hello'), 7), record(protobufOf(payload(1)), 8), record(Buffer.from('{"a":'), 9));
    expect(await traces.trace(id(1))).toMatchObject({ spans: 2 });
    time += 60_000;
    await take(record(new Uint8Array([0xff]), 10));
    expect(said).toEqual([
      expect.stringMatching(/^record 7 of spans\/1 is passed over \(1 so far\): the body is no Export/) as unknown,
      expect.stringContaining('record 10 of spans/1 is passed over (3 so far)') as unknown,
    ]);
    expect(kept).toBe(1);
  });

  it('is passed over where each of its traces would need a copy of too much', async () => {
    open();
    await take(record(json(wide(100, 700_000)), 7), record(json(payload(1)), 8));
    expect(await traces.trace(id(1))).toMatchObject({ spans: 2 });
    expect(said).toEqual([expect.stringMatching(/^record 7 .* bytes of resources and scopes/)]);
  });

  it('is not all held at once where records grow by being split', async () => {
    open({ bytes: 1e8 });
    await take(record(json(wide(10, 1_000_000))), record(json(wide(11, 1_000_000))), record(json(payload(12))));
    for (const n of [1, 10, 11, 12]) expect(await traces.trace(id(n))).toBeDefined();
    expect(kept).toBe(2);
  });

  it('waits where there is no room', async () => {
    open({ bytes: 1 });
    await expect(take(record(protobufOf(payload(1))))).rejects.toThrow('raise PARLEY_TRACES_BYTES');
    expect(kept).toBe(0);
  });
});
