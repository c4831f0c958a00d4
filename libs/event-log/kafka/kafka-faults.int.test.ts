import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { firstRecords, recordsOf } from '../testing/log-harness.js';
import { asCommand, asEvent, event, reasonOf, runIdOf } from '../testing/messages.js';
import { EchoProcessor, GatedWorker } from '../testing/recorders.js';
import { until } from '../testing/until.js';
import type { Claim, GroupSink, KafkaDriver } from './driver.js';
import { kafkaDriver } from './kafka-driver.js';
import { KafkaLog, type KafkaLogOptions } from './kafka-log.js';
import { KAFKA_DRIVERS, type KafkaDriverName } from './settings.js';
import { changedDriver } from './testing/changed-driver.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { EMPTY_STORE, newInstallation } from './testing/kafka-harness.js';

jest.setTimeout(180_000);

const RUN = runIdOf(1);
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i));

describeOnKafka('a log on Kafka', (cluster) => {
  const opened: KafkaLog[] = [];
  afterEach(async () => {
    for (const log of opened.splice(0)) {
      log.drop();
      await log.close();
    }
  });

  async function openLog(
    name: KafkaDriverName,
    options: Partial<KafkaLogOptions> = {},
    changed: (driver: KafkaDriver) => KafkaDriver = (driver) => driver,
  ): Promise<KafkaLog> {
    const settings = await newInstallation(name, cluster().addresses);
    const driver = changed(await kafkaDriver(name, settings));
    const { partitions, prefix = '' } = settings.topics;
    const log = new KafkaLog({ retryMs: 100, ...options, driver, partitions, prefix, history: EMPTY_STORE });
    opened.push(log);
    return log;
  }

  async function publish(log: KafkaLog, reasons: readonly string[]): Promise<void> {
    for (const reason of reasons) await log.publish([asCommand(RUN, reason)]);
  }

  /** It has a job; `rival` takes its partition from it, without a word to the group. */
  async function workerAtWork(name: KafkaDriverName, options: Partial<KafkaLogOptions> = {}) {
    const claims: Claim[] = [];
    let driver: KafkaDriver | undefined;
    const log = await openLog(name, options, (its) =>
      changedDriver((driver = its), {
        transactor: (claim) => {
          claims.push(claim);
          return its.transactor(claim);
        },
      }),
    );
    const worker = new GatedWorker();
    await log.work(worker);
    await publish(log, ['a']);
    await until(() => worker.started.length === 1);
    const partition = log.partitionOf(RUN);
    return {
      partition,
      worker,
      rival: () => driver!.transactor(claims.find((claim) => claim.partition === partition)!),
    };
  }

  describe.each(KAFKA_DRIVERS)('by %s', (name) => {
    it('writes outputs that may repeat without a transaction, and the position follows when they are durable', async () => {
      const commits: { readonly outputs: number; readonly position: number }[] = [];
      const log = await openLog(name, {}, (driver) =>
        changedDriver(driver, {
          transactor: async (claim) => {
            const transactor = await driver.transactor(claim);
            return {
              ...transactor,
              commit: (outputs, position) => {
                commits.push({ outputs: outputs.length, position });
                return transactor.commit(outputs, position);
              },
            };
          },
        }),
      );
      const worker = new GatedWorker({ outputsMayRepeat: true });
      await log.work(worker);
      await publish(log, ['a', 'b']);
      await until(() => worker.started.length === 2);
      worker.job('b').outcome.open([asEvent(event(RUN, 1, 'of b'))]);
      await firstRecords(log, 'run-events', 1);
      worker.job('a').outcome.open([asEvent(event(RUN, 2, 'of a'))]);
      expect((await firstRecords(log, 'run-events', 2)).map(reasonOf)).toEqual(['of b', 'of a']);
      await until(() => commits.length > 0);
      expect(commits).toEqual([{ outputs: 0, position: 2 }]);
    });

    it('tells a job of a member that does not know yet that another has its partition', async () => {
      const { worker, rival } = await workerAtWork(name);
      await expect(worker.job('a').held?.()).resolves.toBeUndefined();
      const other = await rival();
      await expect(worker.job('a').held?.()).rejects.toMatchObject({ code: 'log_fenced' });
      await other.close();
    });

    it('tells a worker that has lost its partition so before it has it anew, though a job of its hangs', async () => {
      const { partition, worker, rival } = await workerAtWork(name, { graceMs: 500 });
      await (await rival()).close();
      await expect(worker.job('a').held?.()).rejects.toMatchObject({ code: 'log_fenced' });
      await until(() => worker.started.length === 2);
      const told = worker.calls.filter((call) => /^(?:assigned|revoked) /.test(call) && call.endsWith(` ${partition}`));
      expect(told).toEqual([`assigned ${partition}`, `revoked ${partition}`, `assigned ${partition}`]);
    });

    it('goes on after its consumer has ended for good, with nothing lost and nothing twice', async () => {
      const troubles: string[] = [];
      let ends = false;
      const log = await openLog(name, { onTrouble: ({ error }) => troubles.push(String(error)) }, (driver) =>
        withConsumer(driver, (sink, deliver) => {
          if (ends) sink.failed(new Error('the end'));
          else deliver();
          ends = false;
        }),
      );
      await log.process(new EchoProcessor());
      await publish(log, numbers(0, 5));
      await firstRecords(log, 'run-events', 5);
      ends = true;
      await publish(log, numbers(5, 10));
      const events = await firstRecords(log, 'run-events', 10);
      expect(events.map(reasonOf)).toEqual(numbers(0, 10).map((n) => `echo of ${n}`));
      expect(troubles).toContain('Error: the end');
    });

    it('replaces a consumer that has stopped without saying so', async () => {
      const troubles: string[] = [];
      let silent = false;
      const options = { watchMs: 300, onTrouble: ({ error }: { error: unknown }) => troubles.push(String(error)) };
      const log = await openLog(name, options, (driver) =>
        withConsumer(driver, (_sink, deliver) => {
          if (!silent) deliver();
        }),
      );
      const processor = new EchoProcessor();
      await log.process(processor);
      await publish(log, ['a']);
      await until(() => processor.handled.length === 1);
      silent = true;
      await publish(log, ['b']);
      await until(() => troubles.length > 0);
      silent = false;
      const events = await firstRecords(log, 'run-events', 2);
      expect(events.map(reasonOf)).toEqual(['echo of a', 'echo of b']);
      expect(troubles[0]).toMatch(/stands at \d+ of \d+ and nothing comes: the consumer is stuck and is replaced/);
    });
  });

  it('goes on when the broker was killed and comes back, with nothing lost and nothing twice', async () => {
    const logs = await Promise.all(KAFKA_DRIVERS.map((name) => openLog(name)));
    for (const log of logs) {
      await log.process(new EchoProcessor());
      await publish(log, numbers(0, 5));
      await firstRecords(log, 'run-events', 5);
    }
    await cluster().kill(0);
    const heard = logs.map((log) => publishing(log, numbers(5, 10)));
    await cluster().startAgain(0);
    await Promise.all(heard);
    for (const log of logs) {
      // A command may be there twice, since who was not answered asks again; no event is.
      await firstRecords(log, 'run-events', 10);
      const commands = await recordsOf(log, 'run-commands');
      expect(new Set(commands.map(reasonOf))).toEqual(new Set(numbers(0, 10)));
      const events = await firstRecords(log, 'run-events', commands.length);
      expect(events.map(reasonOf)).toEqual(commands.map((command) => `echo of ${reasonOf(command)}`));
      expect(events).toMatchObject(commands.map((_, i) => ({ message: { sequence: i + 1 } })));
    }
  });

  /** As a gateway's client would: again until it is said to be durable. */
  async function publishing(log: KafkaLog, reasons: readonly string[]): Promise<void> {
    for (const reason of reasons) {
      for (let done = false; !done;) {
        done = await log.publish([asCommand(RUN, reason)]).then(
          () => true,
          () => false,
        );
      }
    }
  }
});

/** What a member's consumer delivers goes by `pass`. */
const withConsumer = (driver: KafkaDriver, pass: (sink: GroupSink, deliver: () => void) => void): KafkaDriver =>
  changedDriver(driver, {
    join: (group, topic, sink) =>
      driver.join(group, topic, {
        ...sink,
        records: (...delivered) => {
          pass(sink, () => {
            sink.records(...delivered);
          });
        },
      }),
  });
