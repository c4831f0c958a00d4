import type { KafkaDriver } from '../driver.js';

/** The driver, but for these of its calls. */
export function changedDriver(driver: KafkaDriver, calls: Partial<KafkaDriver>): KafkaDriver {
  return new Proxy(driver, {
    get: (target, property) => {
      const changed: unknown = Reflect.get(calls, property);
      if (changed !== undefined) return changed;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
