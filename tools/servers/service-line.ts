import type { Exports } from './server-plan.js';

/** What a service has to have in its environment besides, so that it works on a server of that address. */
const BESIDES: Exports = {
  PARLEY_KAFKA_BROKERS: 'PARLEY_LOG=kafka PARLEY_KAFKA_REPLICAS=1',
  PARLEY_POSTGRES_URL: 'PARLEY_STORE=postgres',
};

/** How services come to use these servers, for people; undefined where addresses are all that they want. */
export function serviceLine(exports: Exports): string | undefined {
  const besides = Object.entries(BESIDES).flatMap(([name, words]) => (name in exports ? [words] : []));
  return besides.length === 0 ? undefined : `services that are to use them want these exports and ${besides.join(' ')}`;
}
