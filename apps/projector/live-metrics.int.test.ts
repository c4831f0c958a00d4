import { describe, expect, it } from '@jest/globals';
import type { Baseline } from '#diagnosis';
import type { RunEvent } from '#events';
import { runMetricsOf } from '#metrics';
import { eventStream, recorded, runIdNumber, startedData } from '#read-models/testing';
import { openMeters } from '#telemetry';
import { trajectoryOf } from '#trajectory';
import { eventScript } from '#trajectory/testing';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { heldBy } from './held-by.js';
import { liveBook, type LiveBook } from './live-book.js';
import { observeLive } from './live-metrics.js';

function single(turns: number): Baseline {
  const solo = eventScript({ graded: false });
  const turnIds = Array.from({ length: turns }, () => solo.turn('solo'));
  solo.complete(turnIds[0]!);
  return { kind: 'paired', runs: [runMetricsOf(trajectoryOf(solo.events)!)] };
}

/** So many turns, and no end. */
function going(n: number, turns: number, architecture: string): readonly RunEvent[] {
  const stream = eventStream(runIdNumber(n));
  stream.add('RunStarted', startedData({ system: { ...startedData().system, architecture } }));
  for (let turn = 1; turn <= turns; turn++) stream.add('TurnRecorded', recorded(turn));
  return stream.events;
}

async function scraped(book: LiveBook): Promise<string> {
  const meters = openMeters({ sends: false });
  observeLive(meters, book);
  const server = createServer(meters.serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const text = await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text();
  server.closeAllConnections();
  server.close();
  await meters.close();
  return text;
}

describe('the metrics of runs that go on', () => {
  const held = () => Promise.resolve([0]);

  it('are of partitions that the process has, also when one has moved away and come back', async () => {
    let partitions: readonly number[] | undefined = [0, 1];
    const book = liveBook({
      baselineOf: () => Promise.resolve(single(1)),
      held: () => Promise.resolve(partitions),
    });
    for (const partition of [0, 1]) {
      for (const event of going(partition + 1, 1, 'hybrid')) book.observe(event, partition);
    }
    expect(await book.runs()).toHaveLength(2);
    // While the process joins its group anew nobody knows.
    partitions = undefined;
    expect(await book.runs()).toHaveLength(2);
    for (partitions of [[0], [0, 1]]) expect(await book.runs()).toHaveLength(1);
  });

  it('are without runs of a partition that others had between two looks', async () => {
    const book = liveBook({ baselineOf: () => Promise.resolve(single(1)), held: () => Promise.resolve([0, 1]) });
    for (const partition of [0, 1]) {
      for (const event of going(partition + 1, 1, 'hybrid')) book.observe(event, partition);
    }
    book.forget(1);
    expect(await book.runs()).toHaveLength(1);
  });

  it('come where the brokers that would say who holds them do not answer', async () => {
    const hanging = { holdings: () => new Promise<never>(() => undefined) };
    const book = liveBook({ baselineOf: () => Promise.resolve(single(1)), held: heldBy('projector', hanging) });
    for (const event of going(1, 1, 'hybrid')) book.observe(event, 0);
    const text = await scraped(book);
    expect(text).toMatch(/parley_run_live\{parley_architecture="hybrid"[^}]*\} 1\b/);
    expect(text).toMatch(/parley_scrape_success\{parley_metric="parley.run.live"[^}]*\} 1\b/);
  });

  it('have overhead, density and regime by architecture, and nothing of runs that have ended', async () => {
    const baselineOf = ({ runId }: RunEvent) =>
      Promise.resolve<Baseline>(runId === runIdNumber(3) ? { kind: 'none', runs: [] } : single(2));
    const book = liveBook({ baselineOf, held });
    const ended = going(4, 9, 'hybrid');
    const end = eventStream(runIdNumber(4)).add('RunCancelled', {});
    const events = [...going(1, 7, 'hybrid'), ...going(2, 3, 'hybrid'), ...going(3, 5, 'independent'), ...ended, end];
    for (const event of events) book.observe(event, 0);
    const text = await scraped(book);
    expect(text).toMatch(/parley_run_live\{parley_architecture="hybrid",parley_regime="optimal"[^}]*\} 1\b/);
    expect(text).toMatch(/parley_run_live\{parley_architecture="hybrid",parley_regime="under"[^}]*\} 1\b/);
    expect(text).toMatch(/parley_run_live\{parley_architecture="independent",parley_regime="unknown"[^}]*\} 1\b/);
    expect(text).toMatch(/parley_run_live_overhead[^{]*\{parley_architecture="hybrid"[^}]*\} 150\b/);
    expect(text).not.toMatch(/parley_run_live_overhead[^{]*\{parley_architecture="independent"/);
    expect(text).toMatch(/parley_run_live_density[^{]*\{parley_architecture="hybrid"[^}]*\} 0\b/);
  });

  it('look for the baselines of a few runs each time they are asked for', async () => {
    let looked = 0;
    const baselineOf = () => {
      looked += 1;
      return Promise.resolve(single(1));
    };
    const book = liveBook({ baselineOf, held });
    for (let n = 1; n <= 30; n++) for (const event of going(n, 1, 'hybrid')) book.observe(event, 0);
    expect(looked).toBe(0);
    await book.runs();
    expect(looked).toBe(20);
    await book.runs();
    await book.runs();
    expect(looked).toBe(30);
  });
});
