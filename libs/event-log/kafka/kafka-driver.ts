import type { DriverOptions } from './connection.js';
import type { KafkaDriver } from './driver.js';
import type { KafkaDriverName } from './settings.js';
import { withDeadlines } from './with-deadlines.js';

/** Loads that client and no other; it connects when it is first used. No call of it hangs that partitions wait for. */
export async function kafkaDriver(name: KafkaDriverName, options: DriverOptions): Promise<KafkaDriver> {
  switch (name) {
    case 'kafkajs': {
      const { KafkajsDriver } = await import('./kafkajs/kafkajs-driver.js');
      return withDeadlines(new KafkajsDriver(options));
    }
    case 'platformatic': {
      const { PlatformaticDriver } = await import('./platformatic/platformatic-driver.js');
      return withDeadlines(new PlatformaticDriver(options));
    }
  }
}
