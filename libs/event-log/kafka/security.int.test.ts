import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { asTurnId, type TurnDelta } from '#events';
import { KAFKA_AUTHORIZER, KAFKA_USER } from '../../../tools/servers/kafka-security.js';
import type { EventLog, OutgoingRecord, Worker } from '../port.js';
import { firstRecords } from '../testing/log-harness.js';
import { asCommand, asDiagnosis, asEvent, diagnosis, event, reasonOf, runIdOf } from '../testing/messages.js';
import { EchoProcessor } from '../testing/recorders.js';
import { openKafkaLog, type OpenedKafkaLog } from './open-kafka-log.js';
import { KAFKA_DRIVERS, type KafkaDriverName, type KafkaSettings } from './settings.js';
import { describeOnKafka } from './testing/describe-on-kafka.js';
import { EMPTY_STORE, newInstallation } from './testing/kafka-harness.js';
import { grant, READER_RIGHTS, RIGHTS, type Right, type Role } from './testing/rights.js';
import { kafkaTopics } from './topics/kafka-topics.js';

// A client tries again for most of a minute where a broker closes its connection without a word.
jest.setTimeout(120_000);

const RUN = runIdOf(1);
const WORD: TurnDelta = { turnId: asTurnId('solo.1'), attempt: 1, n: 1, text: 'word' };
const SPOKEN_EVERY_MS = 50;
const ALICE = `User:${KAFKA_USER.username}`;
const CAROL = 'User:CN=carol';
const SCRAM = { mechanism: 'SCRAM-SHA-512', ...KAFKA_USER } as const;

/** Answers every event in this way. */
const answering = (group: string, answer: OutgoingRecord, mayRepeat = false): Worker => ({
  group,
  outputsMayRepeat: () => mayRepeat,
  topic: 'run-events',
  concurrency: 1,
  writes: [answer.topic],
  assigned: () => Promise.resolve(),
  revoked: () => undefined,
  observe: () => undefined,
  jobOf: () => ({ lane: 'only', run: () => Promise.resolve([answer]) }),
});

/** What a service does, and how another sees that it has. */
type Service = (log: EventLog, other: EventLog) => Promise<void>;
const SERVICES: Readonly<Record<Exclude<Role, 'topics'>, Service>> = {
  gateway: async (log, other) => {
    await log.publish([asCommand(RUN, 'start')]);
    await other.publish([asEvent(event(RUN, 1, 'started'))]);
    const [seen] = await firstRecords(log, 'run-events', 1);
    expect(reasonOf(seen!)).toBe('started');
    await other.publish([asDiagnosis(diagnosis(RUN))]);
    expect(await firstRecords(log, 'diagnoses', 1)).toHaveLength(1);
  },
  orchestrator: async (log, other) => {
    await log.process(new EchoProcessor());
    await log.publish([asCommand(RUN, 'timer')]);
    const [seen] = await firstRecords(other, 'run-events', 1);
    expect(reasonOf(seen!)).toBe('echo of timer');
  },
  'agent-worker': async (log, other) => {
    await other.publish([asEvent(event(RUN, 1))]);
    await log.work(answering('agent-worker', asCommand(RUN, 'worked'), true));
    const [seen] = await firstRecords(other, 'run-commands', 1);
    expect(reasonOf(seen!)).toBe('worked');
  },
  projector: async (log, other) => {
    await other.publish([asEvent(event(RUN, 1, 'to be seen'))]);
    const applied = Promise.withResolvers<string>();
    await log.project({
      group: 'projector',
      topic: 'run-events',
      positionOf: () => Promise.resolve(undefined),
      apply: (_partition, [record]) => {
        applied.resolve(reasonOf(record!));
        return Promise.resolve();
      },
    });
    expect(await applied.promise).toBe('to be seen');
  },
  classifier: async (log, other) => {
    await other.publish([asEvent(event(RUN, 1))]);
    await log.work(answering('classifier-1', asDiagnosis(diagnosis(RUN))));
    expect(await firstRecords(other, 'diagnoses', 1)).toHaveLength(1);
  },
};

describeOnKafka(
  'brokers that do not let in everybody',
  (cluster) => {
    const opened: EventLog[] = [];
    afterEach(async () => {
      for (const log of opened.splice(0)) await log.close();
    });

    const pem = (file: 'authority' | 'client' | 'clientKey'): string =>
      readFileSync(cluster().plan.certificates![file], 'utf8');
    async function openAll(settings: KafkaSettings): Promise<OpenedKafkaLog> {
      const log = await openKafkaLog({ settings, history: EMPTY_STORE });
      opened.push(log.log);
      return log;
    }
    const open = async (settings: KafkaSettings): Promise<EventLog> => (await openAll(settings)).log;
    /** Over TLS with a password. */
    const asAlice = (settings: KafkaSettings): KafkaSettings => ({
      ...settings,
      brokers: cluster().plan.addresses.saslTls.split(','),
      tls: { ca: pem('authority') },
      sasl: SCRAM,
    });
    const asCarol = (settings: KafkaSettings): KafkaSettings => ({
      ...settings,
      brokers: cluster().plan.addresses.mutualTls.split(','),
      tls: { ca: pem('authority'), cert: pem('client'), key: pem('clientKey') },
    });
    /** By whom nobody restrains. */
    async function installation(driver: KafkaDriverName, rights: readonly Right[], principal = ALICE) {
      const settings = await newInstallation(driver, cluster().addresses);
      await grantTo(principal, settings, rights);
      return settings;
    }
    async function grantTo(principal: string, { driver, topics }: KafkaSettings, rights: readonly Right[]) {
      await grant(cluster().addresses, { principal, prefix: topics.prefix ?? '', rights });
      if (driver === 'kafkajs') await grant(cluster().addresses, { principal, prefix: '', rights: READER_RIGHTS });
    }

    describe.each(KAFKA_DRIVERS)('by %s', (driver) => {
      it.each(Object.entries(SERVICES))(
        'let the %s do its work with no more rights than it needs',
        async (role, work) => {
          const settings = await installation(driver, RIGHTS[role as Role]);
          await work(await open(asAlice(settings)), await open(settings));
        },
      );

      it('let who looks after the topics make them with rights on topics only', async () => {
        const prefix = `t${randomUUID()}.`;
        await grant(cluster().addresses, { principal: ALICE, prefix, rights: RIGHTS.topics });
        const plan = { prefix, partitions: 1, replicas: 1, eventRetentionMs: 3_600_000 };
        const topics = await kafkaTopics(asAlice({ driver, brokers: [], clientId: 'parley-test', topics: plan }));
        expect(await topics.ensure()).toHaveLength(6);
        expect(await topics.problems()).toEqual([]);
        await topics.close();
      });

      it('let words pass from the agent-worker to the gateway', async () => {
        const settings = await installation(driver, RIGHTS['agent-worker']);
        await grantTo(CAROL, settings, RIGHTS.gateway);
        const [worker, gateway] = [await openAll(asAlice(settings)), await openAll(asCarol(settings))];
        const heard = Promise.withResolvers<TurnDelta>();
        gateway.deltas.subscribe(RUN, heard.resolve);
        const speaking = setInterval(() => {
          worker.deltas.publish(RUN, WORD);
        }, SPOKEN_EVERY_MS);
        await heard.promise.finally(() => {
          clearInterval(speaking);
        });
        expect(await heard.promise).toEqual(WORD);
      });

      it('let in who has the right certificate, with the rights of its name', async () => {
        const settings = await installation(driver, RIGHTS.gateway, CAROL);
        await SERVICES.gateway(await open(asCarol(settings)), await open(settings));
      });

      it.each([
        ['a wrong password', { sasl: { ...SCRAM, password: 'wrong' } }, 'PARLEY_KAFKA_SASL_USERNAME, _PASSWORD'],
        ['the wrong authorities', { tls: {} }, 'PARLEY_KAFKA_TLS_CA_FILE'],
      ])('name the setting that is wrong to who has %s', async (_, wrong, named) => {
        const settings = { ...asAlice(await installation(driver, RIGHTS.gateway)), ...wrong };
        await expect(open(settings)).rejects.toMatchObject({
          code: 'access_denied',
          message: expect.stringContaining(named),
        });
      });

      it('name the setting to who comes without a certificate', async () => {
        const settings = { ...asCarol(await installation(driver, RIGHTS.gateway)), tls: { ca: pem('authority') } };
        await expect(open(settings)).rejects.toMatchObject({
          message: expect.stringMatching(/TLS.*_CERT_FILE and _KEY_FILE/),
        });
      });

      it('name who lacks which right', async () => {
        const readsOnly = RIGHTS.gateway.filter(([, operation]) => operation !== 'Write');
        const settings = await installation(driver, readsOnly);
        const log = await open(asAlice(settings));
        await expect(log.publish([asCommand(RUN, 'start')])).rejects.toMatchObject({
          code: 'access_denied',
          message: expect.stringContaining(
            `user alice (PARLEY_KAFKA_SASL_USERNAME) lacks Write on topic ${settings.topics.prefix}run-commands`,
          ),
        });
      });
    });
  },
  { secure: true, settings: KAFKA_AUTHORIZER },
);
