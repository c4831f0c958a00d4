import { expect, it } from '@jest/globals';
import { MultipleErrors, ProtocolError } from '@platformatic/kafka';
import { positionDelay } from './unstable-position.js';

/** All that the client waits before it gives up: it repeats a request four times, and the whole as often. */
function patience(error: Error): number {
  const of = (one: Error) => [1, 2, 3, 4].reduce((sum, attempt) => sum + positionDelay(attempt, one), 0);
  return 5 * of(error) + of(new MultipleErrors('failed 5 times', [error]));
}

it('is soon given up where the end of a transaction has been lost, and waited for where a broker is not ready', () => {
  expect(patience(new ProtocolError('UNSTABLE_OFFSET_COMMIT'))).toBeLessThan(1_000);
  expect(patience(new ProtocolError('COORDINATOR_LOAD_IN_PROGRESS'))).toBeGreaterThan(4_000);
});
