import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asRunId, type Blobs, type RunEvent } from '#events';
import { openMemoryLog, type OpenLog, type Subscription } from '#event-log';
import { otlpJsonOf, spansOf } from '#spans';
import { stagedRun } from '#spans/testing';
import { openSqliteStore, type Store } from '#store';
import type { DeliveryNews } from '#telemetry';
import { openOtlpReceiver, type OtlpReceiver, type OtlpSpan } from '#telemetry/testing';
import { exportBook, exportNote, type ExportBook } from './export-state.js';
import { startSpanExport } from './span-export.js';

const environment = { ...process.env };
const noBlobs: Blobs = {
  put: () => Promise.reject(new Error('there are no blobs')),
  get: () => Promise.reject(new Error('there are no blobs')),
  removeRuns: () => Promise.resolve(),
};

/** So many runs, each of another id and trace. */
const RUNS: readonly (readonly RunEvent[])[] = Array.from({ length: 8 }, (_, n) => {
  const runId = asRunId(`01920000-0000-7000-8000-${String(n).padStart(12, '0')}`);
  return stagedRun(n % 2 === 0 ? 'centralized' : 'hybrid').map((event): RunEvent => {
    const traceId = String(n).padStart(32, 'a');
    return event.type === 'RunStarted' ? { ...event, runId, data: { ...event.data, traceId } } : { ...event, runId };
  });
});
const expected = RUNS.flatMap((events) => spansOf(events)).flatMap((span) => inOtlp(span));
function inOtlp(span: ReturnType<typeof spansOf>[number]): readonly OtlpSpan[] {
  const json = otlpJsonOf([span], { resource: {}, scope: { name: '' } });
  return json.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

describe('the export of spans', () => {
  let directory: string;
  let receiver: OtlpReceiver;
  let store: Store;
  let opened: OpenLog;
  let running: Subscription[];
  let news: DeliveryNews[];
  let moved: EventEmitter<{ position: [] }>;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-spans-'));
    receiver = await openOtlpReceiver();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = receiver.url;
    store = await openSqliteStore({ directory });
    opened = openMemoryLog();
    running = [];
    news = [];
    moved = new EventEmitter();
  });
  afterEach(async () => {
    for (const subscription of running) subscription.drop();
    await opened.log.close();
    await store.close();
    await receiver.close();
    process.env = { ...environment };
    await rm(directory, { recursive: true });
  });

  async function start(): Promise<{ subscription: Subscription; book: ExportBook }> {
    const { log, history } = opened;
    const book = exportBook({ log, store, now: Date.now });
    const subscription = await startSpanExport({
      log,
      history,
      blobs: noBlobs,
      store: {
        ...store,
        apply: async (...batch) => {
          await store.apply(...batch);
          moved.emit('position');
        },
      },
      settings: { protocol: 'http/json', batchSpans: 16, delayMs: 0 },
      content: { capture: 'NO_CONTENT', limit: 1_000 },
      book,
      hear: (one) => news.push(one),
      onLost: (runId, reason) => {
        throw new Error(`run ${runId} is lost: ${reason}`);
      },
    });
    running.push(subscription);
    return { subscription, book };
  }
  const publish = (events: readonly RunEvent[]) =>
    opened.log.publish(events.map((message) => ({ topic: 'run-events', message })));
  /** All runs at once, event by event, as they would happen. */
  async function happen(from: number, until: number): Promise<void> {
    for (let at = from; at < until; at++) {
      const events = RUNS.flatMap((run) => run.slice(at, at + 1));
      if (events.length > 0) await publish(events);
    }
  }
  const ALL = Math.max(...RUNS.map(({ length }) => length));
  const whole = () => receiver.until(() => new Set(receiver.spans.map(idOf)).size === expected.length);
  const idOf = ({ traceId, spanId }: OtlpSpan) => `${traceId}/${spanId}`;
  function expectEverySpanTheSame() {
    const byId = new Map(expected.map((span) => [idOf(span), span]));
    for (const span of receiver.spans) expect(span).toEqual(byId.get(idOf(span)));
    expect(new Set(receiver.spans.map(idOf))).toEqual(new Set(byId.keys()));
  }

  it('sends every span once while all is well', async () => {
    const { book } = await start();
    await happen(0, ALL);
    await whole();
    expectEverySpanTheSame();
    expect(receiver.spans).toHaveLength(expected.length);
    await settled(book);
    expect(book.state()).toMatchObject({ sent: expected.length, rejected: 0, refused: 0 });
    expect(exportNote(await book.lag(), book.state())).toBe('ok');
  });

  it('sends what had happened before anybody asked', async () => {
    await happen(0, ALL);
    await start();
    await whole();
    expectEverySpanTheSame();
  });

  it('loses nothing to a receiver that refuses, breaks off and hangs', async () => {
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '1000';
    const bad = [{ status: 503 }, 'die', 'hang', { status: 429, headers: { 'retry-after': '30' } }] as const;
    receiver.reply(() => bad[receiver.requests.length - 1] ?? 'ok');
    const { book } = await start();
    await happen(0, ALL);
    await receiver.until(() => receiver.requests.length >= 2);
    expect(await book.lag()).toBeGreaterThan(0);
    await whole();
    expectEverySpanTheSame();
    expect(news.some((one) => one.news === 'waiting')).toBe(true);
  }, 60_000);

  it('says how far it is behind, and why, while nothing is taken', async () => {
    receiver.reply(() => ({ status: 503, headers: { 'retry-after': '30' } }));
    const { book, subscription } = await start();
    await happen(0, 3);
    await receiver.until(() => news.some((one) => one.news === 'waiting'));
    expect(exportNote(await book.lag(), book.state())).toMatch(
      /^ok, \d+ records behind; the receiver has taken nothing since \d{4}-.*Export failed/,
    );
    await subscription.close();
  });

  it.each([1, 4, 9, 15])('goes on after a restart behind event %d of every run', async (cut) => {
    const first = await start();
    await happen(0, cut);
    await settled(first.book);
    await first.subscription.close();
    await happen(cut, ALL);
    await start();
    await whole();
    expectEverySpanTheSame();
    expect(receiver.spans).toHaveLength(expected.length);
  });

  it('sends again, and the same, what a crash has left between the receiver and the position', async () => {
    const first = await start();
    let died = false;
    receiver.reply(() => {
      if (receiver.requests.length === 3) {
        died = true;
        first.subscription.drop();
      }
      return 'ok';
    });
    await happen(0, ALL);
    await receiver.until(() => died);
    await start();
    await whole();
    expectEverySpanTheSame();
  });

  it('finds the one span that is called bad among the good ones', async () => {
    const bad = expected[20]!.spanId;
    receiver.reply(({ body }) => (body.includes(bad) ? { status: 400 } : 'ok'));
    await start();
    await happen(0, ALL);
    await receiver.until(() => new Set(receiver.spans.map(idOf)).size === expected.length - 1);
    expect(news.filter((one) => one.news === 'refused')).toMatchObject([{ span: { spanId: bad } }]);
  });

  it('ends in time while its receiver does not answer', async () => {
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '4000';
    receiver.reply(() => 'hang');
    const { subscription } = await start();
    await happen(0, ALL);
    await receiver.until(() => receiver.requests.length > 0);
    await subscription.close();
    expect(receiver.spans).toEqual([]);
  });

  /** Everything that has happened is sent and its position kept. */
  async function settled(book: ExportBook): Promise<void> {
    for (;;) {
      const next = once(moved, 'position');
      if ((await book.lag()) === 0) return;
      await next;
    }
  }
});
