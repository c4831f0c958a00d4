import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, jest } from '@jest/globals';
import { openKafkaLog } from '#event-log';
import { newInstallation } from '../../libs/event-log/kafka/testing/kafka-harness.js';
import { directoryOf } from '../../tools/provision/cache.js';
import { python } from '../../tools/provision/parts/python.js';
import { planKafka } from '../../tools/servers/plans/kafka.js';
import { discard, launch } from '../../tools/servers/running-server.js';
import { StepClock } from '../bench/clock.js';
import { liveHistory } from '../bench/kafka/live-history.js';
import { startServices } from '../bench/services.js';
import { fanOut, startRun } from '../bench/system.js';
import { describeWithServers } from '../servers/describe-with-servers.js';

jest.setTimeout(180_000);

const PROGRAM = path.resolve(import.meta.dirname, 'read_events.py');
const ASYNCAPI = path.resolve(import.meta.dirname, '../../docs/asyncapi.json');
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const TRACED_RUNS = 6;

interface Reading {
  readonly types: readonly string[];
  readonly traced: number;
  readonly problems: readonly string[];
}

async function readInPython(brokers: string, topic: string, records: number): Promise<Reading> {
  const env = { ...process.env, PYTHONPATH: directoryOf(python), PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await promisify(execFile)('python3', [PROGRAM, brokers, topic, ASYNCAPI, String(records)], {
    env,
  });
  return JSON.parse(stdout) as Reading;
}

describeWithServers('a consumer in Python', ['kafka', 'python'], () => {
  it('reads run-events as CloudEvents that are as the AsyncAPI document says, where any client looks for their keys', async () => {
    const { brokers, addresses } = await planKafka();
    const servers = [await launch(brokers[0]!)];
    try {
      const settings = await newInstallation('platformatic', addresses.plain);
      const history = liveHistory();
      const { log } = await openKafkaLog({ settings, history });
      const services = await startServices({ log, history, clock: new StepClock(), observed: history.take });
      const starts = Array.from({ length: TRACED_RUNS }, () => startRun(fanOut(1)));
      await Promise.all(starts.map((start) => services.run({ ...start, traceparent: TRACEPARENT })));
      await services.run(startRun(fanOut(1)));
      const types: string[] = [];
      for await (const record of log.read('run-events', new Map())) {
        if ('message' in record && record.topic === 'run-events') types.push(record.message.type);
      }
      await log.close();

      const reading = await readInPython(addresses.plain, `${settings.topics.prefix}run-events`, types.length);
      expect(reading.problems).toEqual([]);
      expect(reading.types.map(titled).toSorted()).toEqual(types.toSorted());
      expect(new Set(reading.types).size).toBeGreaterThan(4);
      expect(reading.traced).toBe((types.length / (TRACED_RUNS + 1)) * TRACED_RUNS);
    } finally {
      await discard(servers);
    }
  });
});

/** `RunStarted` for `parley.run-started.v1`. */
const titled = (type: string): string =>
  type
    .split('.')[1]!
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');
