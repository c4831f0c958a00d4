import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { KAFKA_AUTHORIZER, KAFKA_USER } from '../../../../tools/servers/kafka-security.js';
import type { Subscription } from '../../port.js';
import { kafkaDriver } from '../kafka-driver.js';
import { kafkaOf } from '../kafkajs/client.js';
import { KAFKA_DRIVERS, type KafkaDriverName, type KafkaSettings } from '../settings.js';
import { describeOnKafka } from '../testing/describe-on-kafka.js';
import { newInstallation } from '../testing/kafka-harness.js';
import { grant, INTAKE_RIGHTS, RIGHTS, type Right } from '../testing/rights.js';
import { ensureTopics } from '../topics/topics.js';
import { openTopicIntake } from './open-topic-intake.js';

jest.setTimeout(60_000);

const ALICE = `User:${KAFKA_USER.username}`;
/** Without `Read` a topic is not even seen. */
const SEEN: Right = ['topic:otlp_spans', 'Describe'];
const NEEDED: readonly Right[] = [...RIGHTS.classifier, ...INTAKE_RIGHTS];

describeOnKafka(
  'a topic of others on brokers that do not let in everybody',
  (cluster) => {
    const opened: Promise<Subscription>[] = [];
    afterEach(async () => {
      for (const one of await Promise.allSettled(opened.splice(0)))
        if (one.status === 'fulfilled') await one.value.close();
    });

    /** With one record in it; `rights` are of names as docs/kafka.md has them. */
    async function topicFor(driver: KafkaDriverName, rights: readonly Right[]) {
      const settings = await newInstallation(driver, cluster().addresses, { partitions: 1 });
      const prefix = settings.topics.prefix ?? '';
      const topic = `${prefix}otlp_spans`;
      const admin = await kafkaDriver(driver, settings);
      await ensureTopics(admin, [{ name: topic, partitions: 1, replicas: 1, config: {} }]);
      await admin.close();
      const producer = kafkaOf(settings).producer();
      await producer.connect();
      await producer.send({ topic, messages: [{ value: 'spans' }] });
      await producer.disconnect();
      await grant(cluster().addresses, { principal: ALICE, prefix, rights });
      return { topic, prefix, settings: asAlice(settings) };
    }
    const asAlice = (settings: KafkaSettings): KafkaSettings => ({
      ...settings,
      brokers: cluster().plan.addresses.saslTls.split(','),
      tls: { ca: readFileSync(cluster().plan.certificates!.authority, 'utf8') },
      sasl: { mechanism: 'SCRAM-SHA-512', ...KAFKA_USER },
    });

    /** The first things that come of it: words for what was taken in, and for what went wrong. */
    async function takenIn(driver: KafkaDriverName, rights: readonly Right[]) {
      const { topic, prefix, settings } = await topicFor(driver, rights);
      const [taken, wrong] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
      const intake = openTopicIntake({
        settings,
        topic,
        group: 'classifier-spans',
        takeIn: ([record]) => {
          taken.resolve(Buffer.from(record!.bytes).toString());
          return Promise.resolve();
        },
        retryMs: 200,
        onTrouble: ({ error }) => {
          wrong.resolve((error as Error).message);
        },
      });
      opened.push(intake);
      intake.catch((error: unknown) => {
        wrong.resolve((error as Error).message);
      });
      return { prefix, taken: taken.promise, wrong: wrong.promise };
    }

    describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
      it('is taken in with no more rights than that needs', async () => {
        const { taken, wrong } = await takenIn(driver, NEEDED);
        expect(await Promise.race([taken, wrong])).toBe('spans');
      });

      it('is refused with the name of the right where its settings cannot be read', async () => {
        const { prefix, wrong } = await takenIn(driver, without('topic:otlp_spans', 'DescribeConfigs'));
        expect(await wrong).toContain(`lacks DescribeConfigs on topic ${prefix}otlp_spans`);
      });

      it('is not seen where nothing but its settings may be read', async () => {
        const { prefix, wrong } = await takenIn(driver, without('topic:otlp_spans', 'Read'));
        expect(await wrong).toMatch(/lacks Describe on topic|does not exist, or its user may not see it/);
        expect(await wrong).toContain(`topic ${prefix}otlp_spans`);
      });

      it.each([
        ['topic:otlp_spans', 'Read', 'Read on topic', 'otlp_spans'],
        ['group:classifier-*', 'Read', 'Read on group', 'classifier-spans'],
        ['id:classifier-*', 'Write', 'Write on transactional id', 'classifier-spans-'],
      ] as const)(
        'names what is missing of %s, and goes on once it is granted',
        async (resource, operation, right, name) => {
          const { prefix, wrong, taken } = await takenIn(driver, [...without(resource, operation), SEEN]);
          expect(await wrong).toMatch(
            /^(?:no broker .*, or )?user alice \(PARLEY_KAFKA_SASL_USERNAME\) (?:lacks|may lack) /,
          );
          expect(await wrong).toContain(`${right} ${prefix}${name}`);
          await grant(cluster().addresses, { principal: ALICE, prefix, rights: NEEDED });
          expect(await taken).toBe('spans');
        },
      );
    });
  },
  { secure: true, settings: KAFKA_AUTHORIZER },
);

const without = (resource: string, operation: string): readonly Right[] =>
  NEEDED.map(([of, ...all]): Right =>
    of === resource ? [of, ...all.filter((one) => one !== operation)] : [of, ...all],
  );
