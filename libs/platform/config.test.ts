import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { configFrom } from './config.js';
import { Secret } from './secret.js';

describe('configFrom', () => {
  it('has a default for everything', () => {
    expect(configFrom({})).toEqual({
      data: '.parley',
      host: '127.0.0.1',
      hostnames: [],
      port: 7420,
      partitions: 4,
      concurrency: 64,
      logLevel: 'info',
      vendors: new Secret(new Map()),
      rateLimits: {},
      wholeAnswers: [],
      prices: {},
      tools: { servers: [], http: [] },
      environment: new Secret({}),
      requests: { bodyBytes: 4_194_304, jsonDepth: 32, perMinute: 6000 },
      telemetry: {
        sendsMetrics: false,
        sampler: { name: 'parentbased_always_on', ratio: 1 },
        content: { capture: 'NO_CONTENT', limit: 65_536 },
      },
      traces: {
        bodyBytes: 16_777_216,
        spans: 20_000,
        bytes: 1_073_741_824,
        quietMs: 15_000,
        patienceMs: 600_000,
        claimMs: 120_000,
      },
      streams: { most: 1000, heartbeatMs: 15_000, stallMs: 30_000, gradeMs: 30_000, verdictMs: 60_000 },
      log: { kind: 'embedded' },
      store: { kind: 'sqlite' },
      process: { shutdownMs: 15_000, readyLag: 10_000 },
    });
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(configFrom({ PARLEY_PORT: '', PARLEY_BASE_URL: '' })).toEqual(configFrom({}));
  });

  it('reads lists with or without blanks', () => {
    const { wholeAnswers } = configFrom({ PARLEY_WHOLE_ANSWERS: 'openai/gpt-5, openai-compatible,' });
    expect(wholeAnswers).toEqual(['openai/gpt-5', 'openai-compatible']);
  });

  it('reads names of the server as a request has them', () => {
    const { hostnames } = configFrom({ PARLEY_HOSTNAMES: 'Parley.example, 10.0.0.7,[FD00::7]' });
    expect(hostnames).toEqual(['parley.example', '10.0.0.7', '[fd00::7]']);
  });

  it.each([
    ['openai-compatible/llama3.2', 'llama3.2'],
    ['openai/gpt-oss-20b', 'openai/gpt-oss-20b'],
  ])('takes PARLEY_MODEL=%s for the model %s', (named, model) => {
    const baseUrl = 'http://127.0.0.1:11434/v1';
    expect(configFrom({ PARLEY_BASE_URL: baseUrl, PARLEY_MODEL: named }).defaultModel).toEqual({ baseUrl, model });
  });

  it.each([
    [{ PARLEY_PORT: 'web' }, 'PARLEY_PORT must be a whole number from 0 to 65535'],
    [{ PARLEY_HOSTNAMES: 'localhost:7420' }, 'PARLEY_HOSTNAMES must be names or addresses without scheme and port'],
    [{ PARLEY_HOSTNAMES: 'x,https://x.example' }, 'PARLEY_HOSTNAMES must be names or addresses'],
    [{ PARLEY_PARTITIONS: '0' }, 'PARLEY_PARTITIONS must be a whole number from 1 to 64'],
    [{ PARLEY_CONCURRENCY: '1.5' }, 'PARLEY_CONCURRENCY must be a whole number'],
    [{ PARLEY_LOG_LEVEL: 'loud' }, 'PARLEY_LOG_LEVEL must be one of error, warn, info, debug'],
    [{ PARLEY_BASE_URL: 'localhost', PARLEY_MODEL: 'm' }, 'PARLEY_BASE_URL must be an http(s) URL'],
    [{ PARLEY_BASE_URL: 'http://u:secret@localhost/v1', PARLEY_MODEL: 'm' }, 'PARLEY_BASE_URL must have no user'],
    [{ PARLEY_BASE_URL: 'http://localhost/v1?key=secret', PARLEY_MODEL: 'm' }, 'PARLEY_BASE_URL must have no user'],
    [{ PARLEY_BASE_URL: 'http://localhost/v1' }, 'PARLEY_MODEL is missing'],
    [{ PARLEY_MODEL: 'm' }, 'PARLEY_BASE_URL is missing'],
    [{ PARLEY_APPROVAL_WEBHOOK: 'hooks.example' }, 'PARLEY_APPROVAL_WEBHOOK must be an http(s) URL'],
    [
      { PARLEY_APPROVAL_WEBHOOK: 'https://bot:x@hooks.example' },
      'PARLEY_APPROVAL_WEBHOOK must have no user or password',
    ],
    [
      { PARLEY_DIAGNOSIS_WEBHOOK: 'https://bot@hooks.example/' },
      'PARLEY_DIAGNOSIS_WEBHOOK must have no user or password',
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) URL'],
    [{ PARLEY_PRICES: '/nowhere/prices.json' }, 'PARLEY_PRICES must name a JSON file'],
    [{ PARLEY_REPLAY: '/nowhere/run.jsonl' }, 'PARLEY_REPLAY must name a cassette'],
    [{ PARLEY_TOOLS: '/nowhere/tools.json' }, 'PARLEY_TOOLS must name a JSON file'],
    [{ PARLEY_SHUTDOWN_MS: '1' }, 'PARLEY_SHUTDOWN_MS must be a whole number from 100'],
    [{ PARLEY_STORE: 'oracle' }, 'PARLEY_STORE must be one of sqlite, postgres'],
    [{ PARLEY_STORE: 'postgres' }, 'PARLEY_POSTGRES_URL is missing'],
    [{ PARLEY_POSTGRES_URL: 'db.example:5432' }, 'PARLEY_POSTGRES_URL must be a URL such as postgres://'],
    [{ PARLEY_POSTGRES_URL: 'postgres://db/x' }, 'PARLEY_STORE is missing where PARLEY_POSTGRES_URL is set'],
    [{ PARLEY_KAFKA_BROKERS: 'one:9092' }, 'PARLEY_LOG is missing where PARLEY_KAFKA_BROKERS is set: set PARLEY_LOG='],
    [{ PARLEY_POSTGRES_CONNECTIONS: '0' }, 'PARLEY_POSTGRES_CONNECTIONS must be a whole number from 1'],
  ])('refuses %j: the variable and the fix', (environment, message) => {
    expect(() => configFrom(environment)).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() => configFrom({ PARLEY_PORT: 'x', PARLEY_CONCURRENCY: 'y' })).toThrow(
      /PARLEY_PORT.*\n.*PARLEY_CONCURRENCY/,
    );
  });

  it('names every server of which nothing says whether it is used', () => {
    const servers = { PARLEY_KAFKA_BROKERS: 'one:9092', PARLEY_POSTGRES_URL: 'postgres://db/x' };
    expect(() => configFrom({ ...servers, PARLEY_LOG: '' })).toThrow(
      /^PARLEY_LOG is missing.*\nPARLEY_STORE is missing/,
    );
  });

  it.each([
    { PARLEY_KAFKA_BROKERS: 'one:9092', PARLEY_LOG: 'embedded' },
    { PARLEY_KAFKA_BROKERS: 'one:9092', PARLEY_OTLP_TOPIC: 'otlp_spans' },
    { PARLEY_POSTGRES_URL: 'postgres://db/x', PARLEY_STORE: 'sqlite' },
  ])('leaves servers aside where that is meant: %j', (environment) => {
    expect(configFrom(environment)).toMatchObject({ log: { kind: 'embedded' }, store: { kind: 'sqlite' } });
  });

  it('never shows a secret, however it is printed', () => {
    const config = configFrom({
      PARLEY_API_KEY: 'sk-canary',
      ANTHROPIC_API_KEY: 'sk-canary',
      PARLEY_APPROVAL_WEBHOOK: 'https://example.org/canary',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=canary',
    });
    expect(config.apiKey?.reveal()).toBe('sk-canary');
    expect(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}${String(config.apiKey)}`).not.toContain('canary');
  });

  it('does not repeat the address of a webhook that it refuses', () => {
    for (const address of ['https://bot:canary@hooks.example/', 'ftp://hooks.example/canary'])
      expect(() => configFrom({ PARLEY_APPROVAL_WEBHOOK: address })).toThrow(/^(?!.*(canary|bot))/s);
  });

  it('shows where the database is, and never its password', () => {
    const url = 'postgres://parley:sk%40canary@db.example:5432/runs?sslmode=verify-full';
    const { store } = configFrom({ PARLEY_STORE: 'postgres', PARLEY_POSTGRES_URL: url });
    expect(store.kind === 'postgres' && store.url.reveal()).toBe(url);
    for (const shown of [inspect(store), JSON.stringify(store)]) {
      expect(shown).toContain('postgres://parley:***@db.example:5432/runs');
      expect(shown).not.toContain('canary');
    }
    const wrong = () => configFrom({ PARLEY_POSTGRES_URL: 'mysql://u:canary@db/x', PARLEY_PORT: 'x' });
    expect(wrong).toThrow(/^(?!.*canary)/s);
  });
});
