import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { asRunId, asTurnId, type TurnDelta } from '#events';
import type { RunDeltas } from '../../deltas/run-deltas.js';
import { deltasContract, type DeltaEnds } from '../../testing/deltas.contract.js';
import { until } from '../../testing/until.js';
import { openKafkaLog, type OpenedKafkaLog } from '../open-kafka-log.js';
import { KAFKA_DRIVERS, type KafkaDriverName } from '../settings.js';
import { describeOnKafka } from '../testing/describe-on-kafka.js';
import { EMPTY_STORE, newInstallation } from '../testing/kafka-harness.js';

jest.setTimeout(180_000);

const RUN = asRunId('01890000-0000-7000-8000-000000000009');
const SPOKEN_EVERY_MS = 50;
const word = (n: number): TurnDelta => ({ turnId: asTurnId('solo.1'), attempt: 1, n, text: 'w' });

describeOnKafka('between processes on Kafka', (cluster) => {
  const opened: OpenedKafkaLog[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ log }) => log.close()));
  });

  async function ends(driver: KafkaDriverName): Promise<DeltaEnds> {
    const settings = await newInstallation(driver, cluster().addresses);
    const open = async (): Promise<RunDeltas> => {
      const log = await openKafkaLog({ settings, history: EMPTY_STORE, retryMs: 50 });
      opened.push(log);
      return log.deltas;
    };
    const both = { from: await open(), to: await open() };
    await heardBetween(both);
    return both;
  }

  /** From here on words arrive. */
  async function heardBetween({ from, to }: DeltaEnds): Promise<void> {
    let heard = false;
    const leave = to.subscribe(RUN, () => (heard = true));
    const speaking = setInterval(() => {
      from.publish(RUN, word(1));
    }, SPOKEN_EVERY_MS);
    await until(() => heard).finally(() => {
      clearInterval(speaking);
    });
    leave();
  }

  describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
    deltasContract(() => ends(driver));
  });

  it('words are heard again once a broker that was killed is back', async () => {
    const both = await Promise.all(KAFKA_DRIVERS.map(ends));
    await cluster().kill(0);
    for (const { from } of both) for (let n = 1; n <= 10_000; n++) from.publish(RUN, word(n));
    await cluster().startAgain(0);
    await Promise.all(both.map(heardBetween));
    expect(both).toHaveLength(KAFKA_DRIVERS.length);
  });
});
