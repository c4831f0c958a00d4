import path from 'node:path';
import { expect, it } from '@jest/globals';
import { exportLines, stackEnvironment } from './stack-environment.js';

const GIVEN = {
  HOME: '/home/me',
  PARLEY_PORT: '1',
  PARLEY_PARTITIONS: '8',
  PARLEY_KAFKA_BROKERS: 'one:9092,two:9092',
  PARLEY_KAFKA_TOPIC_PREFIX: 'a.',
  PARLEY_KAFKA_DRIVER: 'kafkajs',
  PARLEY_KAFKA_EVENT_RETENTION_HOURS: '',
  PARLEY_KAFKA_TLS: 'on',
  PARLEY_KAFKA_TLS_CA_FILE: 'certs/ca.pem',
  PARLEY_POSTGRES_URL: 'postgres://me@db/parley?sslmode=require&application_name=me',
};

it('has all that says which installation it is, whoever set it, and nothing else', () => {
  expect(stackEnvironment(GIVEN)).toEqual({
    environment: {
      PARLEY_LOG: 'kafka',
      PARLEY_STORE: 'postgres',
      PARLEY_PARTITIONS: '8',
      PARLEY_KAFKA_BROKERS: 'one:9092,two:9092',
      PARLEY_KAFKA_TOPIC_PREFIX: 'a.',
      PARLEY_KAFKA_DRIVER: 'kafkajs',
      PARLEY_KAFKA_TLS: 'on',
      PARLEY_KAFKA_TLS_CA_FILE: path.resolve('certs/ca.pem'),
      PARLEY_POSTGRES_URL: GIVEN.PARLEY_POSTGRES_URL,
    },
    secrets: [],
  });
});

it.each([
  ['PARLEY_KAFKA_SASL_PASSWORD', 'hush'],
  ['PARLEY_POSTGRES_URL', 'postgres://me:hush@db/parley'],
  ['PARLEY_POSTGRES_URL', 'postgres://me@db/parley?password=hush'],
])('names %s where its value is secret (%s), and does not show it', (name, value) => {
  const shared = stackEnvironment({ ...GIVEN, [name]: value });
  expect(shared.secrets).toEqual([name]);
  expect(JSON.stringify(shared)).not.toContain('hush');
  expect(exportLines(shared).join('\n')).toContain(`\n# and ${name}, as this command was given it`);
});

it('is for a shell to read', () => {
  const shared = { environment: { PARLEY_POSTGRES_URL: "postgres://db/it's?a=b&c" }, secrets: [] };
  expect(exportLines(shared)).toEqual([String.raw`export PARLEY_POSTGRES_URL='postgres://db/it'\''s?a=b&c'`]);
});
