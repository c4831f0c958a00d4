import { expect, it } from '@jest/globals';
import { LogError } from '#event-log';
import { storageFailure } from './storage-failure.js';

it('tells several topics that are not as they have to be apart, in one line', () => {
  const unfit = new LogError('topics_unfit', 'topic a does not exist: run this\ntopic b has 2 partitions: run that');
  expect(storageFailure(unfit)).toMatchObject({
    exitCode: 2,
    message: 'topic a does not exist: run this; topic b has 2 partitions: run that',
  });
});

it('tells brokers that do not answer, which may be waited for, from what has to be mended', () => {
  expect(storageFailure(new LogError('broker_unreachable', 'no broker answers'))).toMatchObject({ exitCode: 5 });
  expect(storageFailure(new LogError('access_denied', 'the broker wants a user'))).toMatchObject({ exitCode: 2 });
});
