import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { configFrom } from './config.js';

const directory = mkdtempSync(path.join(tmpdir(), 'parley-kafka-'));
const pem = path.join(directory, 'ca.pem');
writeFileSync(pem, '-----BEGIN CERTIFICATE-----\n');
const noPem = path.join(directory, 'none.pem');
writeFileSync(noPem, 'none');
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const KAFKA = { PARLEY_KAFKA_BROKERS: 'one:9092,two:9092' };
const kafkaOf = (environment: Readonly<Record<string, string>>) =>
  configFrom({ ...KAFKA, PARLEY_LOG: 'embedded', ...environment }).kafka?.reveal();

describe('what the environment says of Kafka', () => {
  it('has a default for everything but the brokers', () => {
    expect(configFrom({}).kafka).toBeUndefined();
    expect(kafkaOf({})).toEqual({
      driver: 'platformatic',
      brokers: ['one:9092', 'two:9092'],
      clientId: 'parley',
      sessionTimeoutMs: 10_000,
      topics: { partitions: 4, replicas: 3, eventRetentionMs: 2_592_000_000 },
    });
  });

  it('is the log where that is said, with the history in PostgreSQL', () => {
    const url = 'postgres://parley@db/parley';
    const shared = { ...KAFKA, PARLEY_LOG: 'kafka', PARLEY_STORE: 'postgres', PARLEY_POSTGRES_URL: url };
    expect(configFrom({ ...KAFKA, PARLEY_LOG: 'embedded' }).log).toEqual({ kind: 'embedded' });
    expect(configFrom(shared).log).toMatchObject({ kind: 'kafka', store: { kind: 'postgres' } });
  });

  it('reads what the files of certificates hold', () => {
    const tls = { PARLEY_KAFKA_TLS: 'on', PARLEY_KAFKA_TLS_CA_FILE: pem };
    expect(kafkaOf(tls)?.tls).toEqual({ ca: '-----BEGIN CERTIFICATE-----\n' });
    expect(kafkaOf({ PARLEY_KAFKA_TLS: 'on' })?.tls).toEqual({});
    expect(kafkaOf({})?.tls).toBeUndefined();
  });

  it('never shows the password', () => {
    const sasl = { PARLEY_KAFKA_SASL_USERNAME: 'parley', PARLEY_KAFKA_SASL_PASSWORD: 'hush-hush' };
    expect(kafkaOf(sasl)?.sasl).toEqual({ mechanism: 'SCRAM-SHA-512', username: 'parley', password: 'hush-hush' });
    const config = configFrom({ ...KAFKA, ...sasl, PARLEY_LOG: 'embedded' });
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`).not.toContain('hush-hush');
  });

  it.each([
    [{ PARLEY_LOG: 'paper' }, 'PARLEY_LOG must be one of embedded, kafka'],
    [{ PARLEY_LOG: 'kafka' }, 'PARLEY_STORE must be postgres where PARLEY_LOG is kafka'],
    [{ PARLEY_LOG: 'kafka', PARLEY_KAFKA_BROKERS: '' }, 'PARLEY_KAFKA_BROKERS is missing'],
    [{ PARLEY_KAFKA_BROKERS: 'one' }, 'PARLEY_KAFKA_BROKERS must be host:port'],
    [{ PARLEY_KAFKA_BROKERS: 'one:9092,' }, 'PARLEY_KAFKA_BROKERS must be host:port'],
    [{ PARLEY_KAFKA_BROKERS: 'one:9092,two:0' }, 'PARLEY_KAFKA_BROKERS must be host:port, with a port from 1 to 65535'],
    [{ PARLEY_KAFKA_BROKERS: 'one:65536' }, 'PARLEY_KAFKA_BROKERS must be host:port, with a port from 1 to 65535'],
    [{ PARLEY_KAFKA_DRIVER: 'java' }, 'PARLEY_KAFKA_DRIVER must be one of platformatic, kafkajs'],
    [{ PARLEY_KAFKA_TOPIC_PREFIX: 'a b' }, 'PARLEY_KAFKA_TOPIC_PREFIX must have letters'],
    [{ PARLEY_KAFKA_REPLICAS: '0' }, 'PARLEY_KAFKA_REPLICAS must be a whole number'],
    [{ PARLEY_KAFKA_SASL_USERNAME: 'u' }, 'PARLEY_KAFKA_SASL_PASSWORD is missing'],
    [{ PARLEY_KAFKA_SASL_PASSWORD: 'p' }, 'PARLEY_KAFKA_SASL_USERNAME is missing'],
    [
      { PARLEY_KAFKA_SASL_MECHANISM: 'PLAIN' },
      'PARLEY_KAFKA_SASL_USERNAME is missing: set it too where PARLEY_KAFKA_SASL_MECHANISM is set',
    ],
    [{ PARLEY_KAFKA_TLS_CA_FILE: pem }, 'PARLEY_KAFKA_TLS must be on'],
    [{ PARLEY_KAFKA_TLS: 'on', PARLEY_KAFKA_TLS_CERT_FILE: pem }, 'PARLEY_KAFKA_TLS_KEY_FILE is missing'],
    [{ PARLEY_KAFKA_TLS: 'on', PARLEY_KAFKA_TLS_CA_FILE: noPem }, 'PARLEY_KAFKA_TLS_CA_FILE must name a PEM file'],
    [{ PARLEY_KAFKA_TLS: 'on', PARLEY_KAFKA_TLS_CA_FILE: '/nowhere' }, 'names a file that cannot be read'],
  ])('refuses %j: the variable and the fix', (environment, message) => {
    expect(() => configFrom({ ...KAFKA, ...environment })).toThrow(message);
  });
});
