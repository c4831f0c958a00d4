import { describe, expect, it } from '@jest/globals';
import type { Trouble } from '#event-log';
import { troubleLogger } from './log-trouble.js';

const MINUTE = 60_000;

/** A logger whose clock stands still, what it has said, and its clock. */
function logger() {
  const said: string[] = [];
  const clock = { now: 0 };
  const tell = troubleLogger(
    () => clock.now,
    (text) => said.push(text),
  );
  return { said, clock, tell };
}

const trouble = (error: unknown): Trouble => ({ group: 'workers', partition: 2, during: 'assign', error });

describe('trouble with the log', () => {
  it('is said with its place and what the broker had said deep within', () => {
    const { said, tell } = logger();
    const broker = new Error('There are unstable offsets that need to be cleared.');
    const response = new AggregateError([broker], 'Received response with error while executing API OffsetFetch(v9)');
    tell(trouble(new AggregateError([response, response], 'listConsumerGroupOffsets failed 5 times.')));
    expect(said).toEqual([
      'workers, partition 2, assign: listConsumerGroupOffsets failed 5 times. (There are unstable offsets that need to be cleared.)',
    ]);
  });

  it('says nothing twice of an error that tells all itself', () => {
    const { said, tell } = logger();
    const cause = new Error('connect ECONNREFUSED');
    tell(trouble(new Error('no broker answers (connect ECONNREFUSED)', { cause })));
    const circle: Error & { cause?: unknown } = new Error('round');
    circle.cause = circle;
    tell(trouble(circle));
    expect(said).toEqual([
      'workers, partition 2, assign: no broker answers (connect ECONNREFUSED)',
      'workers, partition 2, assign: round',
    ]);
  });

  it('is repeated once a minute at most, with how often it came', () => {
    const { said, clock, tell } = logger();
    for (let i = 0; i < 4; i++) tell(trouble('stuck'));
    clock.now = MINUTE;
    tell(trouble('stuck'));
    expect(said).toEqual([
      'workers, partition 2, assign: stuck',
      'workers, partition 2, assign: stuck (again, 4 times since)',
    ]);
  });

  it('loses no count when something else comes up', () => {
    const { said, tell } = logger();
    for (let i = 0; i < 3; i++) tell(trouble('stuck'));
    tell(trouble('other'));
    expect(said.slice(1)).toEqual([
      'workers, partition 2, assign: stuck (2 times more)',
      'workers, partition 2, assign: other',
    ]);
  });
});
