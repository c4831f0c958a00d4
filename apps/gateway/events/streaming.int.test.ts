import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunEvent, TurnDelta } from '#events';
import { eventStream, recorded, runIdNumber, solo, soloTurn, startedData } from '#read-models/testing';
import { openSource, type Heard } from '../testing/event-source.js';
import { startGateway, type GatewayHarness } from '../testing/gateway-harness.js';

const runId = runIdNumber(1);
const gradingRef = { blob: 'd'.repeat(64), bytes: 1, mediaType: 'application/json' };
const sequences = (heard: readonly Heard[]) => heard.map(({ sequence }) => sequence);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** A run of so many turns. */
function run(turns: number, { graded = false } = {}): readonly RunEvent[] {
  const stream = eventStream(runId);
  stream.add('RunStarted', startedData(graded ? { gradingRef } : {}));
  for (let n = 1; n <= turns; n++) stream.add('TurnRecorded', recorded(n));
  stream.add('RunCompleted', {
    answers: [{ agentId: solo, part: { turnId: soloTurn(1), index: 0 } }],
    because: 'answered',
  });
  if (graded)
    stream.add('RunGraded', { grader: 'g', version: '1', passed: true, anyPassed: true, score: 1, perAnswer: [] });
  return stream.events;
}

const word = (n: number, text: string, attempt = 1): TurnDelta => ({ turnId: soloTurn(1), attempt, n, text });
const asHeard = (delta: TurnDelta): Heard => ({ id: undefined, event: 'turn.delta', delta });

describe('an event stream', () => {
  let gateway: GatewayHarness;
  let at: string;
  beforeEach(async () => {
    const environment = { PARLEY_STREAM_HEARTBEAT_MS: '20', PARLEY_STREAM_GRADE_MS: '60', PARLEY_MAX_STREAMS: '2' };
    gateway = await startGateway({ environment });
    at = `${gateway.url}/v1/runs/${runId}/events`;
  });
  afterEach(() => gateway.close());

  it('sends what there is, then what comes, and ends with the run', async () => {
    const events = run(3);
    await gateway.happen(events.slice(0, 2));
    const source = await openSource(at);
    expect(await source.take(2)).toEqual([
      { id: '1', event: 'parley.run-started.v1', sequence: 1 },
      { id: '2', event: 'parley.turn-recorded.v1', sequence: 2 },
    ]);
    await gateway.publish(events.slice(2));
    expect(sequences(await source.rest())).toEqual([3, 4, 5]);
  });

  it('brings the words of a turn between its events, without ids', async () => {
    const events = run(1);
    await gateway.happen(events.slice(0, 1));
    const source = await openSource(at);
    expect(sequences(await source.take(1))).toEqual([1]);
    gateway.deltas.publish(runIdNumber(2), word(1, 'Elsewhere'));
    const words = [word(1, 'The ans'), word(2, 'wer'), word(1, 'An', 2)];
    for (const one of words) gateway.deltas.publish(runId, one);
    expect(await source.take(3)).toEqual(words.map(asHeard));
    await gateway.publish(events.slice(1));
    expect(sequences(await source.rest())).toEqual([2, 3]);
  });

  it('brings no words of an attempt after its end, nor of a run after its', async () => {
    const stream = eventStream(runId);
    const error = { code: 'overloaded', message: 'busy', retryable: true } as const;
    stream.add('RunStarted', startedData());
    stream.add('TurnFailed', { turnId: soloTurn(1), attempt: 1, error, next: { retryAt: 9 } });
    await gateway.happen(stream.events);
    const source = await openSource(at);
    await source.take(2);
    gateway.deltas.publish(runId, word(7, 'late'));
    gateway.deltas.publish(runId, word(1, 'Anew', 2));
    expect(await source.take(1)).toEqual([asHeard(word(1, 'Anew', 2))]);
    source.drop();
    const resumed = await openSource(at, 2);
    gateway.deltas.publish(runId, word(8, 'later'));
    gateway.deltas.publish(runId, word(2, ' again', 2));
    expect(await resumed.take(1)).toEqual([asHeard(word(2, ' again', 2))]);
    stream.add('RunCancelled', { reason: 'enough' });
    await gateway.publish(stream.events.slice(2));
    expect(sequences(await resumed.rest())).toEqual([3]);
  });

  it('brings no words to who wants none', async () => {
    const events = run(1);
    await gateway.happen(events.slice(0, 1));
    const source = await openSource(`${at}?deltas=false`);
    await source.take(1);
    gateway.deltas.publish(runId, word(1, 'Unheard'));
    await gateway.publish(events.slice(1));
    expect(sequences(await source.rest())).toEqual([2, 3]);
  });

  it('resumed amid words misses and repeats no event', async () => {
    const events = run(2);
    await gateway.happen(events.slice(0, 2));
    const first = await openSource(at);
    await first.take(2);
    gateway.deltas.publish(runId, { ...word(1, 'Half'), turnId: soloTurn(2) });
    expect((await first.take(1))[0]?.id).toBeUndefined();
    first.drop();
    await gateway.publish(events.slice(2));
    expect(sequences(await (await openSource(at, 2)).rest())).toEqual([3, 4]);
  });

  it('of a long run comes whole, over many pages', async () => {
    const events = run(450);
    await gateway.happen(events);
    expect(sequences(await (await openSource(at)).rest())).toEqual(upTo(452));
  });

  it('waits for a run that has been accepted only', async () => {
    await gateway.store.acceptRun({ tenant: 'default', bodyHash: 'h', runId, now: 1 });
    const source = await openSource(at);
    await gateway.publish(run(1));
    expect(sequences(await source.rest())).toEqual([1, 2, 3]);
  });

  it.each([1, 4, 7])('resumed after event %i misses and repeats nothing', async (dropped) => {
    const events = run(8);
    await gateway.happen(events.slice(0, 7));
    const first = await openSource(at);
    const before = await first.take(dropped);
    first.drop();
    await gateway.publish(events.slice(7, 9));
    const second = await openSource(at, dropped);
    const between = await second.take(9 - dropped);
    second.drop();
    await gateway.publish(events.slice(9));
    const after = await (await openSource(at, 9)).rest();
    expect(sequences([...before, ...between, ...after])).toEqual(upTo(10));
  });

  it('hears of events that are published while it catches up, each once', async () => {
    const events = run(300);
    await gateway.happen(events.slice(0, 1));
    const source = await openSource(at);
    for (let n = 1; n < events.length; n += 7) await gateway.publish(events.slice(n, n + 7));
    expect(sequences(await source.rest())).toEqual(upTo(302));
  });

  it.each([
    ['after event 40, which the run never has', () => openSource(at, 40), []],
    ['at such an event', () => openSource(`${at}?from=41`), []],
    ['after an event that is not to be seen here yet', () => openSource(at, 4), [5]],
  ])('that starts %s ends with the run', async (_where, open, told) => {
    const events = run(3);
    await gateway.happen(events.slice(0, 2));
    const source = await open();
    await gateway.publish(events.slice(2));
    expect(sequences(await source.rest())).toEqual(told);
  });

  it('starts at `from` where nothing is resumed', async () => {
    await gateway.happen(run(3));
    expect(sequences(await (await openSource(`${at}?from=3`)).rest())).toEqual([3, 4, 5]);
  });

  it('waits for the grade of a completed run', async () => {
    const events = run(1, { graded: true });
    await gateway.happen(events.slice(0, 3));
    const source = await openSource(at);
    expect(sequences(await source.take(3))).toEqual([1, 2, 3]);
    await gateway.publish(events.slice(3));
    expect(sequences(await source.rest())).toEqual([4]);
  });

  it('ends all the same when no grade comes', async () => {
    await gateway.happen(run(1, { graded: true }).slice(0, 3));
    expect(sequences(await (await openSource(at)).rest())).toEqual([1, 2, 3]);
  });

  it('is not opened again for a client that has heard the last word', async () => {
    const events = run(1, { graded: true });
    await gateway.happen(events);
    expect((await openSource(at, 4)).status).toBe(204);
    expect(sequences(await (await openSource(at, 3)).rest())).toEqual([4]);
  });

  it('is kept alive by comments while nothing happens', async () => {
    await gateway.happen(run(1).slice(0, 1));
    const { promise: heard, resolve } = resolvable();
    const source = await openSource(at, undefined, resolve);
    void source.rest().catch(() => undefined);
    await heard;
    source.drop();
  });

  it('is refused beyond the number that may be open, and possible again when one has gone', async () => {
    await gateway.happen(run(1).slice(0, 1));
    const [first, second] = await Promise.all([openSource(at), openSource(at)]);
    expect((await openSource(at)).status).toBe(503);
    await gateway.publish(run(1).slice(1));
    await Promise.all([first.rest(), second.rest()]);
    expect((await openSource(at)).status).toBe(200);
  });

  it('ends when the server does', async () => {
    const other = await startGateway();
    await other.happen(run(1).slice(0, 1));
    const source = await openSource(`${other.url}/v1/runs/${runId}/events`);
    await source.take(1);
    const [rest] = await Promise.all([source.rest(), other.close()]);
    expect(rest).toEqual([]);
  });
});

function resolvable() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
