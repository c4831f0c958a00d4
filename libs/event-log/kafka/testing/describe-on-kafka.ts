import { afterAll, beforeAll } from '@jest/globals';
import { describeWithServers } from '../../../../test/servers/describe-with-servers.js';
import { planKafka, type KafkaOptions } from '../../../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../../../tools/servers/running-server.js';

const START_MS = 90_000;

/** A cluster that was started for some tests. */
export interface TestCluster {
  /** `host:port,host:port` */
  readonly addresses: string;
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
    let addresses = '';
    beforeAll(async () => {
      const plan = await planKafka(options);
      addresses = plan.addresses.plain;
      servers.push(...(await Promise.all(plan.brokers.map((broker) => launch(broker)))));
    }, START_MS);
    afterAll(() => discard(servers), START_MS);
    const serverOf = (broker: number): RunningServer => {
      const server = servers[broker];
      if (server === undefined) throw new RangeError(`there is no broker ${broker}`);
      return server;
    };
    tests(() => ({
      addresses,
      kill: (broker) => serverOf(broker).end('SIGKILL'),
      startAgain: async (broker) => {
        servers[broker] = await launch(serverOf(broker).plan);
      },
    }));
  });
}
