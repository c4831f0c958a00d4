import { expect, it, jest } from '@jest/globals';
import { MultipleErrors, ProtocolError } from '@platformatic/kafka';
import { describeOnKafka } from '../testing/describe-on-kafka.js';
import { driverHarness, outputOf } from '../testing/driver-harness.js';
import { openTransactor } from './platformatic-transactor.js';

jest.setTimeout(60_000);

const asTold = (code: string) => new MultipleErrors('failed 5 times', [new ProtocolError(code)]);

describeOnKafka('a position that is not told as long as a transaction is open', (cluster) => {
  it.each(['UNSTABLE_OFFSET_COMMIT', 'COORDINATOR_LOAD_IN_PROGRESS'])(
    'is none, by %s, and what was fenced goes on',
    async (code) => {
      const harness = await driverHarness('platformatic', cluster().addresses);
      const topic = await harness.newTopic();
      const claim = harness.newClaim(topic);
      const options = { brokers: cluster().addresses.split(','), clientId: 'parley-test' };
      const transactor = await openTransactor(options, claim, () => Promise.reject(asTold(code)));
      try {
        await expect(transactor.committed()).rejects.toThrow('failed 5 times');
        await transactor.commit([outputOf(topic, 'behind it')], 7);
      } finally {
        await transactor.close();
      }
      const next = await harness.driver.transactor(claim);
      expect(await next.committed().finally(() => next.close())).toBe(7);
      expect((await harness.recordsOf(topic)).map(({ value }) => value)).toEqual(['behind it']);
      await harness.driver.close();
    },
  );
});
