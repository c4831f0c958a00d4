import { afterEach, expect, it, jest } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { readFileSync } from 'node:fs';
import { describeWithServers } from '../../../test/servers/describe-with-servers.js';
import { eventually } from '../../../test/servers/eventually.js';
import { createSpansTopic } from '../kafka-admin.js';
import { KAFKA_USER } from '../kafka-security.js';
import { discard, launch, type RunningServer } from '../running-server.js';
import type { ServerPlan } from '../server-plan.js';
import { planKafka, type KafkaPlan } from './kafka.js';
import { planPostgres } from './postgres.js';

jest.setTimeout(90_000);

let running: readonly RunningServer[] = [];
afterEach(async () => {
  await discard(running);
  running = [];
});
async function launchAll(plans: readonly ServerPlan[]): Promise<void> {
  running = await Promise.all(plans.map((plan) => launch(plan)));
}

describeWithServers('a PostgreSQL', ['postgres'], () => {
  it('comes back at its address after it was killed', async () => {
    const plan = await planPostgres();
    await launchAll([plan]);
    await running[0]?.end('SIGKILL');
    // Its other processes outlive it by a moment, and hold its memory.
    await eventually(
      () => launchAll([plan]),
      () => true,
    );
    expect(plan.exports.PARLEY_POSTGRES_URL).toMatch(/^postgres:\/\/postgres@127\.0\.0\.1:\d+\/postgres$/);
  });

  it('that cannot start says why', async () => {
    const plan = await planPostgres({ shared_buffers: 'many' });
    await expect(launch(plan)).rejects.toThrow(/postgres did not start; it said:\n.*"shared_buffers": "many"/s);
    running = [{ plan, pid: 0, gone: Promise.resolve(), end: () => Promise.resolve() }];
  });
});

describeWithServers('a Kafka', ['kafka'], () => {
  const adminOf = ({ addresses, certificates }: KafkaPlan, password = KAFKA_USER.password as string) =>
    new Kafka({
      brokers: addresses.saslTls.split(','),
      ssl: { ca: [readFileSync(certificates!.authority, 'utf8')] },
      sasl: { mechanism: 'scram-sha-512', username: KAFKA_USER.username, password },
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
    }).admin();

  it('of three brokers lets its user in over TLS, and keeps what it has when one is killed', async () => {
    const plan = await planKafka({ brokers: 3, secure: true });
    await launchAll(plan.brokers);
    await createSpansTopic(plan.addresses.plain);
    const [first, ...others] = running;
    await first!.end('SIGKILL');
    running = [await launch(first!.plan), ...others];
    const admin = adminOf(plan);
    await admin.connect();
    expect(await admin.listTopics()).toContain('otlp_spans');
    expect((await admin.describeCluster()).brokers).toHaveLength(3);
    await admin.disconnect();
    await expect(adminOf(plan, 'wrong').connect()).rejects.toThrow(/authentication/i);
  });
});
