import { expect, it } from '@jest/globals';
import { operateTopics } from './operated-topics.js';

const reached = () => Promise.resolve('reached');

it('are on the brokers that are named, whatever else is kept there or in a database', async () => {
  const env = { PARLEY_KAFKA_BROKERS: '127.0.0.1:9' };
  await expect(operateTopics(env, reached)).resolves.toBe('reached');
  await expect(operateTopics({ ...env, PARLEY_LOG: 'kafka' }, reached)).resolves.toBe('reached');
  await expect(operateTopics({ ...env, PARLEY_POSTGRES_URL: 'postgres://db/x' }, reached)).resolves.toBe('reached');
});

it('say what is wrong with several variables in one line, told apart', async () => {
  const env = { PARLEY_PARTITIONS: '0', PARLEY_LOG_LEVEL: 'loud' };
  await expect(operateTopics(env, reached)).rejects.toThrow(/^PARLEY_PARTITIONS [^\n;]+; PARLEY_LOG_LEVEL [^\n;]+$/);
});

it('are nowhere without brokers', async () => {
  await expect(operateTopics({ PARLEY_LOG: 'kafka' }, reached)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/^PARLEY_KAFKA_BROKERS is missing/),
  });
});
