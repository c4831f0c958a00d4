import type { DriverOptions } from './connection.js';
import type { KafkaDriver } from './driver.js';
import type { KafkaDriverName } from './settings.js';

/** Loads that client and no other; it connects when it is first used. */
export async function kafkaDriver(name: KafkaDriverName, options: DriverOptions): Promise<KafkaDriver> {
  switch (name) {
    case 'kafkajs': {
      const { KafkajsDriver } = await import('./kafkajs/kafkajs-driver.js');
      return new KafkajsDriver(options);
    }
    case 'platformatic': {
      const { PlatformaticDriver } = await import('./platformatic/platformatic-driver.js');
      return new PlatformaticDriver(options);
    }
  }
}
