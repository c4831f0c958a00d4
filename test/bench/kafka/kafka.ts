import { loadavg } from 'node:os';
import type { KafkaDriverName, KafkaSettings } from '#event-log';
import { pool, round, StepClock } from '../clock.js';
import { sequential, startRun } from '../system.js';
import { cpuOf } from './cpu-of.js';
import { onNewBroker, openKafkaHost, type KafkaHost } from './installation.js';
import { requestCounter } from './requests.js';
import { transactionP50 } from './transactions.js';

const STEPS = 10;
/** A broker that has just been started spends three times as much on a transaction until its code is compiled, which takes a minute. */
const WARM_UP = { runs: 12_000, inFlight: 64 };
const ONE_AT_A_TIME = { runs: 50, inFlight: 1 };
const SOME = { runs: 1_500, inFlight: 64 };
const MANY = { runs: 2_500, inFlight: 256 };
type Load = typeof WARM_UP;

/** The real path (command, decision, turn, recorded turn) on one broker, acks=all, by this client. */
export const measureKafka = (name: KafkaDriverName): Promise<Record<string, unknown>> => onNewBroker(name, measureOn);

async function measureOn(settings: KafkaSettings, brokerPid: number): Promise<Record<string, unknown>> {
  const clock = new StepClock();
  const host = await openKafkaHost(settings, clock);
  const requests = requestCounter();
  const paceOf = (load: Load) => measuredPace(host, load, { brokerPid, requests });
  await paceOf(WARM_UP);
  clock.forget();
  const low = await paceOf(ONE_AT_A_TIME);
  const stepP50 = clock.percentile(0.5);
  const some = await paceOf(SOME);
  const many = await paceOf(MANY);
  const troubles = host.troubles();
  await host.close();
  const transaction = await transactionP50(settings);
  if (troubles.length > 0) throw new Error('the log had to try again', { cause: troubles[0] });
  return {
    workload: `kafka-${settings.driver}`,
    partitions: settings.topics.partitions,
    transaction_p50_ms: round(transaction, 2),
    step_p50_ms: round(stepP50, 2),
    ...figuresOf(1, low),
    ...figuresOf(64, some),
    ...figuresOf(256, many),
    load: round(loadavg()[0] ?? NaN, 1),
  };
}

interface Pace {
  readonly stepsPerSecond: number;
  /** Of this process, a step, in microseconds. */
  readonly cpu: number;
  /** Of the broker. */
  readonly brokerCpu: number;
  /** A step; 0 where the client does not tell. */
  readonly requests: number;
}
interface Witnesses {
  readonly brokerPid: number;
  readonly requests: () => number;
}

const figuresOf = (inFlight: number, { stepsPerSecond, cpu, brokerCpu, requests }: Pace) => ({
  [`steps_s@${inFlight}`]: stepsPerSecond,
  [`cpu_us@${inFlight}`]: cpu,
  [`broker_us@${inFlight}`]: brokerCpu,
  ...(requests > 0 && { [`requests@${inFlight}`]: requests }),
});

async function measuredPace(host: KafkaHost, { runs, inFlight }: Load, witnesses: Witnesses): Promise<Pace> {
  const { brokerPid, requests } = witnesses;
  const steps = runs * STEPS;
  const cpu = process.cpuUsage();
  const brokerCpu = cpuOf(brokerPid);
  const sent = requests();
  const start = performance.now();
  await pool(runs, inFlight, () => host.run(startRun(sequential(STEPS))));
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return {
    stepsPerSecond: round((steps / wall) * 1_000, 0),
    cpu: round((user + system) / steps, 1),
    brokerCpu: round((cpuOf(brokerPid) - brokerCpu) / steps, 1),
    requests: round((requests() - sent) / steps, 2),
  };
}
