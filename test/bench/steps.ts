import type { ResolvedSystem } from '#events';
import { rmSync } from 'node:fs';
import { pool, randomTexts, round, StepClock } from './clock.js';
import { logBytes } from './disk.js';
import { openHost, type Host } from './host.js';
import { fanOut, sequential, startRun } from './system.js';

interface Workload {
  readonly runs: number;
  readonly concurrency: number;
  /** Steps that are counted; a run's closing synthesis is performed and not counted. */
  readonly stepsPerRun: number;
  readonly system: ResolvedSystem;
}

/** For profiles: so many times the runs. */
const SCALE = Number(process.env['BENCH_SCALE'] ?? 1);

const WORKLOADS: Readonly<Record<string, Workload>> = {
  c1: { runs: 100 * SCALE, concurrency: 1, stepsPerRun: 10, system: sequential(10) },
  seq: { runs: 1_000 * SCALE, concurrency: 64, stepsPerRun: 10, system: sequential(10) },
  fan: { runs: 200 * SCALE, concurrency: 64, stepsPerRun: 15, system: fanOut(3) },
  long: { runs: 4 * SCALE, concurrency: 4, stepsPerRun: 1_000, system: sequential(1_000) },
};

/** Measures one workload through the real path: command, decision, turn, recorded turn. */
export async function measureSteps(name: string): Promise<Record<string, unknown>> {
  const workload = WORKLOADS[name];
  if (workload === undefined) throw new Error(`no workload named ${name}`);
  await warmUp();
  const clock = new StepClock();
  const host = await openHost(clock);
  const cpu = process.cpuUsage();
  const start = performance.now();
  await runAll(host, workload);
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  const steps = workload.runs * workload.stepsPerRun;
  const rss = process.memoryUsage().rss;
  await host.close();
  const bytes = logBytes(host.directory, payloadOf(clock.steps));
  rmSync(host.directory, { recursive: true });
  return {
    workload: name,
    runs: workload.runs,
    concurrency: workload.concurrency,
    steps,
    steps_s: round((steps / wall) * 1_000, 0),
    step_p50_ms: round(clock.percentile(0.5), 3),
    step_p99_ms: round(clock.percentile(0.99), 3),
    cpu_us_per_step: round((used.user + used.system) / steps, 1),
    rss_mb: round(rss / 1e6, 0),
    bytes_per_step: round(bytes.compressed / steps, 0),
    plain_bytes_per_step: round(bytes.plain / steps, 0),
  };
}

/** What the model has said in so many calls. */
function payloadOf(calls: number): string {
  const texts = randomTexts();
  return Array.from({ length: calls }, (_, i) => texts[i % texts.length] ?? '').join('');
}

const runAll = (host: Host, { runs, concurrency, system }: Workload): Promise<void> =>
  pool(runs, concurrency, () => host.run(startRun(system)));

/** Not reported: lets the compiler see the code first. */
async function warmUp(): Promise<void> {
  const host = await openHost(new StepClock());
  await pool(1_000, 64, () => host.run(startRun(sequential(10))));
  await pool(200, 64, () => host.run(startRun(fanOut(3))));
  await host.close();
  rmSync(host.directory, { recursive: true });
}
