// npm run soak:kafka [-- --each 20 --driver platformatic --seed 1]: every fault so often, in a random order, under load.
// With --fault NAME only that one; it may be given several times. With --brokers 3 the only fault is that a broker dies, each in its
// turn. Interrupted, it judges by the faults until then.
import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { runTrial } from '../fault/trial.js';
import { workload } from '../fault/workload.js';
import { FAULTS, type FaultName } from './faults.js';
import { SharedServers } from './installation.js';
import { runStackTrial } from './stack-trial.js';

const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '20' },
    driver: { type: 'string', default: 'platformatic' },
    seed: { type: 'string', default: '1' },
    fault: { type: 'string', multiple: true },
    brokers: { type: 'string', default: '1' },
  },
});
const bodies = workload(2);
const generator = xoroshiro128plus(Number(values.seed));

/** Each of them so often. */
function inRandomOrder(names: readonly FaultName[], each: number): readonly FaultName[] {
  const left = names.flatMap((name) => Array.from({ length: each }, () => name));
  const order: FaultName[] = [];
  while (left.length > 0) order.push(...left.splice(uniformInt(generator, 0, left.length - 1), 1));
  return order;
}

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
});

function* untilInterrupted(faults: readonly FaultName[]): Iterable<FaultName> {
  for (const fault of faults) {
    if (interrupted.signal.aborted) return;
    yield fault;
  }
}

const brokers = values.brokers === '3' ? 3 : 1;
const all = brokers === 3 ? (['kill -9 of the broker'] as const) : (Object.keys(FAULTS) as FaultName[]);
const names = all.filter((name) => values.fault?.includes(name) ?? true);
if (names.length === 0) throw new RangeError(`no fault named ${values.fault?.join(', ')}; there are ${all.join(', ')}`);
const servers = await SharedServers.start(brokers);
try {
  const { outcomes: undisturbed } = await runTrial({ runs: bodies });
  const faults = untilInterrupted(inRandomOrder(names, Number(values.each)));
  const { driver } = values;
  const trial = { servers, driver, bodies, undisturbed, faults, tell: console.log };
  const { runs, survived, ...wrong } = await runStackTrial(trial);
  console.log(JSON.stringify({ driver, faults: survived.length, runs, ...wrong }));
  process.exitCode = Object.values(wrong).every(({ length }) => length === 0) ? 0 : 1;
} finally {
  await servers.remove();
}
