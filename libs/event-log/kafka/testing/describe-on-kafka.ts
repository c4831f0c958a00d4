import { afterAll, beforeAll } from '@jest/globals';
import { describeWithServers } from '../../../../test/servers/describe-with-servers.js';
import { planKafka } from '../../../../tools/servers/plans/kafka.js';
import { discard, launch, type RunningServer } from '../../../../tools/servers/running-server.js';

const START_MS = 90_000;

/** Tests on a broker that is started for them; `brokers` says where it is once the tests run. */
export function describeOnKafka(title: string, tests: (brokers: () => string) => void): void {
  describeWithServers(title, ['kafka'], () => {
    let servers: readonly RunningServer[] = [];
    let address = '';
    beforeAll(async () => {
      const plan = await planKafka();
      servers = await Promise.all(plan.brokers.map((broker) => launch(broker)));
      address = plan.addresses.plain;
    }, START_MS);
    afterAll(() => discard(servers), START_MS);
    tests(() => address);
  });
}
