import { expect, it } from '@jest/globals';
import { serviceLine } from './service-line.js';

const ADDRESSES = {
  PARLEY_JAEGER_URL: 'http://127.0.0.1:1',
  PARLEY_KAFKA_BROKERS: '127.0.0.1:2',
  PARLEY_POSTGRES_URL: 'postgres://postgres@127.0.0.1:3/postgres',
};

it('names what services have to be told besides where servers are', () => {
  expect(serviceLine(ADDRESSES)).toMatch(/ PARLEY_LOG=kafka PARLEY_KAFKA_REPLICAS=1 PARLEY_STORE=postgres$/);
});

it('is of servers that run, and of those that have to be chosen', () => {
  const { PARLEY_JAEGER_URL, PARLEY_POSTGRES_URL } = ADDRESSES;
  expect(serviceLine({ PARLEY_POSTGRES_URL })).toMatch(/exports and PARLEY_STORE=postgres$/);
  expect(serviceLine({ PARLEY_JAEGER_URL })).toBeUndefined();
});
