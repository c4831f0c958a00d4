import { expect, it } from '@jest/globals';
import { plain } from '../terminal.js';
import { quietSession } from '../testing/quiet-session.js';
import { stackJson, stackLines } from './stack-lines.js';

const service = (name: string, port: number) => ({ name, url: `http://127.0.0.1:${port}`, pid: port });
const STACK = {
  services: [service('orchestrator-1', 1), service('gateway-1', 2), service('gateway-2', 3)],
  shared: { environment: { PARLEY_LOG: 'kafka' }, secrets: ['PARLEY_POSTGRES_URL'] },
};
const ENV = {
  PARLEY_KAFKA_BROKERS: 'kafka:9092',
  PARLEY_POSTGRES_URL: 'postgres://me:secret@db/parley?password=secret',
};

it('tells people where everything is, gateways first, and no password', () => {
  const { terminal } = quietSession().session;
  const text = stackLines(STACK, { env: ENV, terminal: { ...terminal, paint: plain } }).join('\n');
  expect(text).toContain('listens at http://127.0.0.1:2 and http://127.0.0.1:3\n  docs        http://127.0.0.1:2/docs');
  expect(text).toContain('PostgreSQL  postgres://me:***@db/parley?password=***');
  expect(text).toContain('  export PARLEY_LOG=kafka\n  # and PARLEY_POSTGRES_URL, as this command was given it');
  expect(text).not.toContain('secret');
  expect(text).not.toContain('Jaeger');
  expect(text.indexOf('gateway-2  ')).toBeLessThan(text.indexOf('orchestrator-1  '));
});

it('tells programs the same', () => {
  expect(JSON.parse(stackJson(STACK, ENV))).toEqual({
    services: STACK.services,
    servers: { PARLEY_KAFKA_BROKERS: 'kafka:9092', PARLEY_POSTGRES_URL: 'postgres://me:***@db/parley?password=***' },
    ...STACK.shared,
  });
});
