import { afterAll, beforeAll } from '@jest/globals';
import { describeWithServers } from '../../../../test/servers/describe-with-servers.js';
import { planKafka, type KafkaOptions, type KafkaPlan } from '../../../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../../../tools/servers/running-server.js';

const START_MS = 90_000;

/** A cluster that was started for some tests. */
export interface TestCluster {
  /** `host:port,host:port`, for anybody. */
  readonly addresses: string;
  readonly plan: KafkaPlan;
  /** As if its machine had failed. */
  kill(broker: number): Promise<void>;
  /** On the same data, at the same address. */
  startAgain(broker: number): Promise<void>;
}

/** Tests on brokers that are started for them; `cluster` says where once the tests run. */
export function describeOnKafka(
  title: string,
  tests: (cluster: () => TestCluster) => void,
  options: KafkaOptions = {},
): void {
  describeWithServers(title, ['kafka'], () => {
    const servers: RunningServer[] = [];
    let plan: KafkaPlan;
    beforeAll(async () => {
      plan = await planKafka(options);
      servers.push(...(await Promise.all(plan.brokers.map((broker) => launch(broker)))));
    }, START_MS);
    afterAll(() => discard(servers), START_MS);
    const serverOf = (broker: number): RunningServer => {
      const server = servers[broker];
      if (server === undefined) throw new RangeError(`there is no broker ${broker}`);
      return server;
    };
    tests(() => ({
      addresses: plan.addresses.plain,
      plan,
      kill: (broker) => serverOf(broker).end('SIGKILL'),
      startAgain: async (broker) => {
        servers[broker] = await launch(serverOf(broker).plan);
      },
    }));
  });
}
