import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { KAFKA_DRIVERS, openKafkaLog, type EventLog, type KafkaSettings } from '#event-log';
import { describeOnKafka } from '../../../libs/event-log/kafka/testing/describe-on-kafka.js';
import { EMPTY_STORE, newInstallation } from '../../../libs/event-log/kafka/testing/kafka-harness.js';
import { freePorts } from '../../../tools/servers/free-ports.js';
import { planKafka } from '../../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../../tools/servers/running-server.js';
import { describeWithServers } from '../../servers/describe-with-servers.js';
import { eventually } from '../../servers/eventually.js';
import { EchoOwner } from './echo-owner.js';
import { echo, type Echo } from './echo.js';
import { answersIn, Load } from './load.js';
import { tcpProxy, type TcpProxy } from './tcp-proxy.js';

const SLOW = 180_000;
const opened: EventLog[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
}, SLOW);

async function openLog(settings: KafkaSettings): Promise<EventLog> {
  const { log } = await openKafkaLog({ settings, history: EMPTY_STORE, retryMs: 100, graceMs: 2_000 });
  opened.push(log);
  return log;
}
/** Who is missed after a short while. */
const impatient = (settings: KafkaSettings): KafkaSettings => ({ ...settings, sessionTimeoutMs: 2_000 });

async function holds(who: Pick<Echo, 'held'>, partitions: number): Promise<void> {
  const held = await eventually(
    () => Promise.resolve(who.held.size),
    (size) => size === partitions,
  );
  expect(held).toBe(partitions);
}
async function goesOn(load: Load): Promise<void> {
  const enough = load.acknowledged + 200;
  const acknowledged = await eventually(
    () => Promise.resolve(load.acknowledged),
    (commands) => commands >= enough,
  );
  expect(acknowledged).toBeGreaterThanOrEqual(enough);
}

/** Nothing lost, nothing stuck, nothing twice, all in order. */
async function expectEachAnsweredOnce(log: EventLog): Promise<void> {
  for (const { asked, answered, sequences } of await answersIn(log)) {
    expect(asked.length).toBeGreaterThan(0);
    expect(answered).toEqual(asked);
    expect(sequences).toEqual(asked.map((_, i) => i + 1));
  }
}

describeOnKafka(
  'on three brokers, each on two of them',
  (cluster) => {
    it.each(KAFKA_DRIVERS)(
      'by %s, each broker may be killed in its turn, the leader of any partition with it, and come back',
      async (driver) => {
        const settings = await newInstallation(driver, cluster().addresses, { replicas: 3 });
        const [one, other] = [await openLog(settings), await openLog(settings)];
        await one.process(echo());
        await other.process(echo());
        const load = new Load(one);
        for (const broker of [0, 1, 2]) {
          await goesOn(load);
          await cluster().kill(broker);
          await goesOn(load);
          await cluster().startAgain(broker);
        }
        await goesOn(load);
        await load.stop();
        await expectEachAnsweredOnce(one);
      },
      SLOW,
    );
  },
  { brokers: 3 },
);

describeWithServers('two owners on one broker', ['kafka'], () => {
  let servers: RunningServer[] = [];
  let proxy: TcpProxy;
  let [direct, proxied] = ['', ''];
  beforeAll(async () => {
    const { port } = await freePorts('port');
    const { brokers, addresses } = await planKafka({ proxy: port });
    servers = [await launch(brokers[0]!)];
    [direct, proxied] = [addresses.plain, `127.0.0.1:${port}`];
    proxy = await tcpProxy(port, Number(addresses.proxied.split(':')[1]));
  }, SLOW);
  afterAll(async () => {
    await proxy.close();
    await discard(servers);
  }, SLOW);

  it.each(KAFKA_DRIVERS)(
    'by %s, one whose network fails is fenced, and has its share again when the network is back',
    async (driver) => {
      const settings = impatient(await newInstallation(driver, direct));
      const [near, far] = [await openLog(settings), await openLog({ ...settings, brokers: [proxied] })];
      const [nearEcho, farEcho] = [echo(), echo()];
      await far.process(farEcho);
      await near.process(nearEcho);
      const load = new Load(near);
      await holds(farEcho, 2);
      await goesOn(load);
      proxy.cut();
      await holds(nearEcho, 4);
      await goesOn(load);
      proxy.heal();
      await holds(nearEcho, 2);
      await holds(farEcho, 2);
      await goesOn(load);
      await load.stop();
      await expectEachAnsweredOnce(near);
    },
    SLOW,
  );

  it.each(KAFKA_DRIVERS)(
    'by %s, a process that was stopped and wakes after others have taken over shows nothing that it had in hand',
    async (driver) => {
      const settings = impatient(await newInstallation(driver, direct));
      const zombie = new EchoOwner(settings);
      try {
        await holds(zombie, 4);
        const log = await openLog(settings);
        const successor = echo();
        const load = new Load(log);
        await goesOn(load);
        zombie.signal('SIGSTOP');
        await log.process(successor);
        await holds(successor, 4);
        await goesOn(load);
        zombie.signal('SIGCONT');
        await holds(successor, 2);
        await holds(zombie, 2);
        await goesOn(load);
        await load.stop();
        await expectEachAnsweredOnce(log);
      } finally {
        await zombie.kill();
      }
    },
    SLOW,
  );
});
