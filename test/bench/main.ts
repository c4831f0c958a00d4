// npm run bench [-- c1 seq fan long recover idle spans otlp metrics classify]: JSON lines, then a table. Every commit is synced.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { measureClassify } from './classify.js';
import { rawFdatasync } from './disk.js';
import { newDirectory } from './host.js';
import { measureOtlp } from './otlp.js';
import { measureIdle, measureRecovery } from './recovery.js';
import { measureSpans } from './spans.js';
import { measureSteps, STEP_WORKLOADS } from './steps.js';
import { measureTranscripts } from './transcripts.js';

const MORE: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  recover: measureRecovery,
  idle: measureIdle,
  spans: measureSpans,
  otlp: measureOtlp,
  metrics: measureTranscripts,
  classify: measureClassify,
};
const ALL = [...STEP_WORKLOADS, ...Object.keys(MORE)];

async function measure(name: string): Promise<void> {
  const result = await (MORE[name]?.() ?? measureSteps(name));
  console.log(JSON.stringify(result));
  process.exit(0);
}

/** Each workload in a process of its own, so that none sees another's memory. */
function measureAll(names: readonly string[]): void {
  const directory = newDirectory();
  console.log(JSON.stringify({ fdatasync_ms: rawFdatasync(directory), node: process.version }));
  rmSync(directory, { recursive: true });
  const results = names.map((name) => {
    const options = { encoding: 'utf8', env: { ...process.env, BENCH_ONE: name }, maxBuffer: 2 ** 26 } as const;
    const line = execFileSync(process.execPath, [...process.execArgv, process.argv[1] ?? '', name], options).trim();
    console.log(line);
    return JSON.parse(line) as Record<string, unknown>;
  });
  console.table(Object.fromEntries(results.map(({ workload, ...figures }) => [workload, figures])));
}

const one = process.env['BENCH_ONE'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`no workload named ${unknown.join(', ')}; use ${ALL.join(', ')}`);
  process.exit(2);
}
if (one === undefined) measureAll(asked.length === 0 ? ALL : asked);
else await measure(one);
