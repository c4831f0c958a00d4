import { describe, expect, it } from '@jest/globals';
import { unusedServers } from './unused-servers.js';

const SERVERS = { PARLEY_KAFKA_BROKERS: 'kafka:9092', PARLEY_POSTGRES_URL: 'postgres://db/parley' };

describe('servers that the environment names', () => {
  it('are told of while nothing says that they are used', () => {
    expect(unusedServers(SERVERS, '.parley')).toBe(
      'PARLEY_KAFKA_BROKERS and PARLEY_POSTGRES_URL set but not used: set PARLEY_LOG=kafka PARLEY_STORE=postgres to work there, ' +
        'or PARLEY_LOG=embedded PARLEY_STORE=sqlite to stay with .parley',
    );
    expect(unusedServers({ ...SERVERS, PARLEY_STORE: 'postgres' }, '.parley')).toMatch(/^PARLEY_KAFKA_BROKERS set but/);
  });

  it.each([
    {},
    { PARLEY_KAFKA_BROKERS: '', PARLEY_POSTGRES_URL: '' },
    { ...SERVERS, PARLEY_LOG: 'kafka', PARLEY_STORE: 'postgres' },
    { ...SERVERS, PARLEY_LOG: 'embedded', PARLEY_STORE: 'sqlite' },
    { PARLEY_KAFKA_BROKERS: 'kafka:9092', PARLEY_OTLP_TOPIC: 'otlp_spans' },
  ])('are no news with %j', (env) => {
    expect(unusedServers(env, '.parley')).toBeUndefined();
  });
});
