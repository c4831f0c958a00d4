import { describe, expect, it } from '@jest/globals';
import type { Blobs, EventOf, RunEvent, RunHistory } from '#events';
import { spansOf } from '#spans';
import { stagedRun } from '#spans/testing';
import { failTurn, given, startRun } from '#run/testing';
import { runTraces, spansOfRun, type RunTracesOptions } from './run-traces.js';

const staged = stagedRun('hybrid');
const blobsThatAre = (code: string): Pick<Blobs, 'get'> => ({
  get: () => Promise.reject(Object.assign(new Error('no text'), { code })),
});
const noBlobs = blobsThatAre('blob_missing');

/** Counts how often it is asked, and how many events it has given. */
function historyOf(events: readonly RunEvent[]) {
  const eventsOf: RunHistory['eventsOf'] = (_runId, { from = 1, atLeast = events.length } = {}) => {
    const found = events.filter(({ sequence }) => sequence >= from && sequence <= atLeast);
    history.asked += 1;
    history.given += found.length;
    return Promise.resolve(found);
  };
  const history = { asked: 0, given: 0, eventsOf };
  return history;
}

const tracesWith = (history: Pick<RunHistory, 'eventsOf'>, more: Partial<RunTracesOptions> = {}) =>
  runTraces({
    content: { capture: 'NO_CONTENT', limit: 1_000 },
    history,
    blobs: noBlobs,
    cachedRuns: 10,
    onLost: () => undefined,
    ...more,
  });

async function readAll(traces: ReturnType<typeof tracesWith>, events: readonly RunEvent[]) {
  const spans = [];
  for (const event of events) spans.push(...(await traces.read(event)));
  return spans;
}

const changed = (events: readonly RunEvent[], data: Partial<EventOf<'RunStarted'>['data']>): readonly RunEvent[] =>
  events.map((event) => (event.type === 'RunStarted' ? { ...event, data: { ...event.data, ...data } } : event));
const unsampled = (events: readonly RunEvent[]) => changed(events, { sampled: false });

const failedRun = (): readonly RunEvent[] =>
  given(startRun({ sampled: false }), failTurn('solo.1', { error: { code: 'refused', retryable: false } })).events;

describe('the traces of runs', () => {
  it('give the spans of a sampled run as they end, without a look at its history', async () => {
    const history = historyOf(staged);
    expect(await readAll(tracesWith(history), staged)).toEqual(spansOf(staged));
    expect(history.asked).toBe(0);
  });

  it.each([2, 5, 17, staged.length])('go on from event %d as if nothing had happened', async (from) => {
    const before = await readAll(tracesWith(historyOf([])), staged.slice(0, from - 1));
    const after = await readAll(tracesWith(historyOf(staged)), staged.slice(from - 1));
    expect([...before, ...after]).toEqual(spansOf(staged));
  });

  it('are folded again after they were forgotten, or pushed out by others', async () => {
    const traces = tracesWith(historyOf(staged));
    const spans = [];
    for (const event of staged) {
      spans.push(...(await traces.read(event)));
      if (event.sequence % 7 === 0) traces.forget([event.runId]);
    }
    expect(spans).toEqual(spansOf(staged));
  });

  it('give nothing of a run that nobody has asked for', async () => {
    expect(await readAll(tracesWith(historyOf(unsampled(staged))), unsampled(staged))).toEqual([]);
  });

  it('give all of it when it fails, and what comes after', async () => {
    const failed = failedRun();
    expect(failed.at(-1)?.type).toBe('RunFailed');
    expect(await readAll(tracesWith(historyOf(failed)), failed)).toEqual(spansOf(failed));
    const restarted = tracesWith(historyOf(failed));
    expect(await restarted.read(failed.at(-1)!)).toEqual(spansOf(failed));
  });

  it('stop with a run whose history cannot be read, and say so once', async () => {
    const lost: string[] = [];
    const unreadable = Object.assign(new Error('event 3 cannot be read'), { code: 'unreadable' });
    const traces = tracesWith(
      { eventsOf: () => Promise.reject(unreadable) },
      { onLost: (_, reason) => lost.push(reason) },
    );
    expect(await readAll(traces, staged.slice(4))).toEqual([]);
    expect(lost).toEqual(['event 3 cannot be read']);
  });

  it('stop with a run whose history has a hole', async () => {
    const lost: string[] = [];
    const holey = staged.filter(({ sequence }) => sequence !== 3);
    const traces = tracesWith(historyOf(holey), { onLost: (_, reason) => lost.push(reason) });
    expect(await readAll(traces, staged.slice(9))).toEqual([]);
    expect(lost).toHaveLength(1);
  });

  it('wait with a history that may only be late', async () => {
    const late = Object.assign(new Error('not yet'), { code: 'history_behind' });
    await expect(tracesWith({ eventsOf: () => Promise.reject(late) }).read(staged[5]!)).rejects.toThrow('not yet');
  });
});

describe('what was said', () => {
  const content = { capture: 'SPAN_ONLY', limit: 10_000 } as const;

  it('stands on spans where it may: instructions, the whole prompt, the answer, calls and their results', async () => {
    const spans = await spansOfRun(staged[0]!.runId, { content, history: historyOf(staged), blobs: noBlobs });
    const calls = spans.filter(({ attributes }) => attributes['parley.span'] === 'model_call');
    for (const { attributes } of calls) {
      expect(JSON.parse(attributes['gen_ai.input.messages'] ?? '[]')).not.toEqual([]);
      expect(JSON.parse(attributes['gen_ai.output.messages'] ?? '[]')).toHaveLength(1);
    }
    const [tool] = spans.filter(({ attributes }) => attributes['parley.span'] === 'tool_call');
    expect(tool?.attributes).toHaveProperty(['gen_ai.tool.call.result']);
  });

  it('is the same event by event, after a restart at any of them', async () => {
    const options = { content, history: historyOf(staged), blobs: noBlobs };
    const whole = await spansOfRun(staged[0]!.runId, options);
    const traces = tracesWith(options.history, { content });
    const spans = [];
    for (const event of staged) {
      spans.push(...(await traces.read(event)));
      traces.forget([event.runId]);
    }
    expect(spans).toEqual(whole);
  });

  describe('in a run that can be erased', () => {
    const erasable = changed(staged, { erasable: true });
    const traces = () => tracesWith(historyOf(erasable), { content });

    it('stands on none of its spans, nor after a restart', async () => {
      const before = await readAll(traces(), erasable.slice(0, 9));
      const after = await readAll(traces(), erasable.slice(9));
      expect([...before, ...after]).toEqual(spansOf(erasable));
    });

    it('stands on none where all of it is told at once', async () => {
      const options = { content, history: historyOf(erasable), blobs: noBlobs };
      expect(await spansOfRun(staged[0]!.runId, options)).toEqual(spansOf(erasable));
      const failed = changed(failedRun(), { erasable: true });
      expect(await readAll(tracesWith(historyOf(failed), { content }), failed)).toEqual(spansOf(failed));
    });
  });

  it('reads each event of a run once for all its prompts', async () => {
    const history = historyOf(staged);
    await readAll(tracesWith(history, { content }), staged);
    expect(history.given).toBeLessThanOrEqual(staged.length);
  });

  describe('in blobs', () => {
    const events = stagedRun('single');
    const ref = { blob: 'c'.repeat(64), bytes: 9, mediaType: 'text/plain' };
    const kept = events.map((event) =>
      event.type === 'TurnRecorded' && 'text' in event.data.answer
        ? { ...event, data: { ...event.data, answer: { ...event.data.answer, text: ref } } }
        : event,
    );
    const outputsWith = async (blobs: Pick<Blobs, 'get'>) =>
      (await spansOfRun(events[0]!.runId, { content, history: historyOf(kept), blobs }))
        .map(({ attributes }) => attributes['gen_ai.output.messages'] ?? '')
        .join();

    it('is fetched from there', async () => {
      const found = { get: () => Promise.resolve(new TextEncoder().encode('from a blob')) };
      expect(await outputsWith(found)).toContain('from a blob');
    });

    it.each(['blob_missing', 'blob_damaged'])('leaves a mark where that says %s for good', async (code) => {
      expect(await outputsWith(blobsThatAre(code))).toContain('[9 bytes of text/plain]');
    });

    it('is waited for where that may come back', async () => {
      await expect(outputsWith(blobsThatAre('store_unavailable'))).rejects.toThrow('no text');
    });
  });
});
