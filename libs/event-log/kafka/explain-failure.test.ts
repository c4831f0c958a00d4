import { describe, expect, it } from '@jest/globals';
import { LogError } from '../errors.js';
import { explained, explaining } from './explain-failure.js';

const CONNECTION = { brokers: ['one:9092'], clientId: 'parley' };
const SASL = { mechanism: 'SCRAM-SHA-512', username: 'alice', password: 'hush-hush' } as const;
const nested = (message: string) => new AggregateError([new Error('x', { cause: new Error(message) })], 'outer');
const explanation = (error: Error, sasl?: typeof SASL) =>
  explained(error, { ...CONNECTION, ...(sasl !== undefined && { sasl }) }) as LogError;

describe('what a client says', () => {
  it.each([
    ['PRODUCER_FENCED', 'log_fenced', 'another member'],
    ['TOPIC_AUTHORIZATION_FAILED', 'access_denied', 'user ANONYMOUS lacks a right on a topic'],
    ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'access_denied', 'lacks Write on a transactional id'],
    ['Failed to find group coordinator', 'broker_unreachable', 'user ANONYMOUS may lack Read on a group'],
    ['self-signed certificate', 'access_denied', 'PARLEY_KAFKA_TLS_CA_FILE'],
    [
      'connect ECONNREFUSED 127.0.0.1:9092',
      'broker_unreachable',
      'no broker answers at one:9092: check PARLEY_KAFKA_BROKERS',
    ],
    ['INVALID_REPLICATION_FACTOR', 'topics_unfit', 'PARLEY_KAFKA_REPLICAS'],
  ])('%s, wherever it stands, becomes %s', (said, code, fix) => {
    const error = explanation(nested(said));
    expect(error).toMatchObject({ code, message: expect.stringContaining(fix) });
    expect(error.cause).toBeDefined();
  });

  it('names the user whose password is wrong, never the password', () => {
    const { message } = explanation(new Error('SASL SCRAM authentication failed'), SASL);
    expect(message).toContain('the broker refuses user alice (SCRAM-SHA-512): check PARLEY_KAFKA_SASL_USERNAME');
    expect(message).not.toContain('hush-hush');
    expect(explanation(new Error('SASL_AUTHENTICATION_FAILED')).message).toContain('the broker wants a user');
  });

  it.each([
    ['GROUP_AUTHORIZATION_FAILED', 'lacks Read on group p.spans:'],
    ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'lacks Write on transactional id p.spans-0:'],
    ['TOPIC_AUTHORIZATION_FAILED', 'lacks Read on topic otlp_spans:'],
  ])('names what was asked for, of %s', (said, missing) => {
    const asked = { topics: ['otlp_spans'], right: 'Read', group: 'p.spans', transactionalId: 'p.spans-0' } as const;
    expect((explained(new Error(said), CONNECTION, asked) as LogError).message).toContain(missing);
  });

  it('stays as it is when nothing is known about it', () => {
    const error = new Error('surprise');
    expect(explanation(error)).toBe(error);
    const ours = new LogError('log_closed', 'closed');
    expect(explanation(ours)).toBe(ours);
  });

  it('does not lead in circles', async () => {
    const error: Error & { cause?: unknown } = new Error('surprise');
    error.cause = error;
    await expect(explaining(CONNECTION, () => Promise.reject(error))).rejects.toBe(error);
  });
});
