import { rmSync } from 'node:fs';
import { isUnreadable } from '#event-log';
import type { RunEvent, RunId } from '#events';
import { spanFold, type SpanData, type SpanFold } from '#spans';
import { traceSource } from '#telemetry';
import { readableSpans } from '#telemetry/testing';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import { pool, round, StepClock } from './clock.js';
import { openHost, type Host } from './host.js';
import { longExport } from './long-export.js';
import { fanOut, sequential, startRun } from './system.js';
import { openSink, traced } from './tracing.js';

const RUNS = 1_000;
const CONCURRENCY = 64;
const STEPS = 10;
const BATCH = 512;
const ROUNDS = 5;

/** Spans projected and serialised on one core; the CPU that one takes on its whole way; what that does to runs and to memory. */
export async function measureSpans(): Promise<Record<string, unknown>> {
  const sink = await openSink();
  const events = await eventsOfRuns();
  // Not reported: lets the compiler see the code first.
  projectedAndSerialised(events);
  await endToEnd(sink.url);
  const figures = {
    workload: 'spans',
    ...projectedAndSerialised(events),
    ...(await medianEndToEnd(sink.url)),
    ...(await slowdown(sink.url)),
    ...(await longExport(sink.url)),
  };
  sink.close();
  return figures;
}

/** Of a sequential and a fanned out team, in the order in which they happened. */
async function eventsOfRuns(): Promise<readonly RunEvent[]> {
  const host = await openHost(new StepClock());
  await runAll(host, RUNS);
  await pool(RUNS / 5, CONCURRENCY, () => host.run(startRun(fanOut(3))));
  const events: RunEvent[] = [];
  for await (const record of host.embedded.log.read('run-events', new Map())) {
    if (record.topic === 'run-events' && !isUnreadable(record)) events.push(record.message);
  }
  await closed(host);
  return events;
}

function projectedAndSerialised(events: readonly RunEvent[]) {
  const readable = readableSpans(traceSource());
  const folds = new Map<RunId, SpanFold>();
  let [count, bytes] = [0, 0];
  let batch: SpanData[] = [];
  const cpu = process.cpuUsage();
  for (const event of events) {
    const fold = folds.get(event.runId) ?? spanFold();
    folds.set(event.runId, fold);
    batch.push(...fold.read(event));
    if (batch.length < BATCH) continue;
    bytes += JsonTraceSerializer.serializeRequest(batch.map(readable))?.length ?? 0;
    count += batch.length;
    batch = [];
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    spans: count,
    spans_s: round((count / (user + system)) * 1_000_000, 0),
    bytes_per_span: round(bytes / count, 0),
  };
}

/** Of five rounds that with the median CPU: a neighbour's cache misses are not the export's. */
async function medianEndToEnd(url: string) {
  const rounds: Awaited<ReturnType<typeof endToEnd>>[] = [];
  while (rounds.length < ROUNDS) rounds.push(await endToEnd(url));
  const sorted = rounds.sort((a, b) => a.cpu_us_per_span - b.cpu_us_per_span);
  return { ...sorted[Math.floor(ROUNDS / 2)], cpu_us_per_span_rounds: sorted.map((round) => round.cpu_us_per_span) };
}

/**
 * From the log to the receiver's answer and the position: CPU of this process alone. Events that have just happened are in
 * memory; here they are read back from the disk, which is said apart.
 */
async function endToEnd(url: string) {
  const host = await openHost(new StepClock());
  await runAll(host, RUNS);
  const readingMicros = await cpuOfReading(host);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const tracing = await traced(host, url);
  await tracing.sent();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  const { sent } = tracing.book.state();
  await tracing.close();
  await closed(host);
  return {
    sent_s: round((sent / wall) * 1_000, 0),
    cpu_us_per_span: round((used.user + used.system - readingMicros) / sent, 1),
    reading_us_per_span: round(readingMicros / sent, 1),
  };
}

async function cpuOfReading({ embedded: { log } }: Host): Promise<number> {
  const cpu = process.cpuUsage();
  let records = 0;
  for await (const _record of log.read('run-events', new Map())) records += 1;
  const { user, system } = process.cpuUsage(cpu);
  if (records === 0) throw new Error('nothing has happened');
  return user + system;
}

interface Pace {
  readonly stepsPerSecond: number;
  readonly cpuPerStep: number;
}

/**
 * `seq` with and without tracing, in turns on a machine that is not ours alone; the best of each. What is not sent while
 * runs are busy is sent when they are not: that is not counted here but in the CPU of a span.
 */
async function slowdown(url: string) {
  const plain: Pace[] = [];
  const withTracing: Pace[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    plain.push(await paceOf());
    withTracing.push(await paceOf(url));
  }
  const [fastest, fastestTraced] = [plain, withTracing].map((paces) =>
    Math.max(...paces.map((one) => one.stepsPerSecond)),
  );
  const [least = NaN, leastTraced = NaN] = [plain, withTracing].map((paces) =>
    Math.min(...paces.map((one) => one.cpuPerStep)),
  );
  return {
    seq_steps_s: round(fastest ?? NaN, 0),
    seq_traced_steps_s: round(fastestTraced ?? NaN, 0),
    cpu_us_per_step: round(least, 1),
    traced_cpu_us_per_step: round(leastTraced, 1),
    slowdown_percent: round((leastTraced / least - 1) * 100, 1),
  };
}

async function paceOf(url?: string): Promise<Pace> {
  const host = await openHost(new StepClock());
  const tracing = url === undefined ? undefined : await traced(host, url);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await runAll(host, RUNS);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  await tracing?.close();
  await closed(host);
  const steps = RUNS * STEPS;
  return { stepsPerSecond: (steps * 1_000) / wall, cpuPerStep: (user + system) / steps };
}

const runAll = (host: Host, runs: number): Promise<void> =>
  pool(runs, CONCURRENCY, () => host.run(startRun(sequential(STEPS))));

async function closed(host: Host): Promise<void> {
  await host.close();
  rmSync(host.directory, { recursive: true });
}
