import { describe, jest } from '@jest/globals';
import { eventLogContract } from '../testing/event-log.contract.js';
import { KAFKA_DRIVERS } from './settings.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { kafkaHarness } from './testing/kafka-harness.js';

jest.setTimeout(180_000);

describeOnKafka('on Kafka', (cluster) => {
  describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
    eventLogContract(
      'Kafka',
      kafkaHarness(driver, () => cluster().addresses),
    );
  });
});
