import { describe, jest } from '@jest/globals';
import { eventLogContract } from '../testing/event-log.contract.js';
import { KAFKA_DRIVERS } from './open-kafka-log.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { kafkaHarness } from './testing/kafka-harness.js';

jest.setTimeout(60_000);

describeOnKafka('on Kafka', (brokers) => {
  describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
    eventLogContract('Kafka', kafkaHarness(driver, brokers));
  });
});
