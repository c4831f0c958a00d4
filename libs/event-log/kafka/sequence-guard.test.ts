import { beforeEach, describe, expect, it } from '@jest/globals';
import { event, runIdOf } from '../testing/messages.js';
import type { ReceivedRecord } from '../port.js';
import { SequenceGuard, sequenceError, type SequenceTrouble } from './sequence-guard.js';

const RUN = runIdOf(1);

describe('a sequence guard', () => {
  let troubles: SequenceTrouble[];
  let guard: SequenceGuard;
  let offset: number;
  beforeEach(() => {
    troubles = [];
    offset = 0;
    guard = new SequenceGuard((trouble) => troubles.push(trouble));
  });

  const admit = (sequence: number, run = RUN): ReceivedRecord | undefined => {
    const at = { partition: 0, offset: offset++, time: 1 };
    const record: ReceivedRecord = { topic: 'run-events', ...at, message: event(run, sequence) };
    return guard.admit(record, { ...at, key: run, headers: { ce_id: 'x' }, value: '{}', bytes: Buffer.from('{}') });
  };

  it('lets through what follows, from whatever it begins with, run by run', () => {
    const [one, other] = [runIdOf(1), runIdOf(2)];
    const admitted = [admit(5, one), admit(1, other), admit(6, one), admit(2, other)];
    expect(admitted.every((record) => record !== undefined && 'message' in record)).toBe(true);
    expect(troubles).toEqual([]);
  });

  it('leaves out what has come before, and says so', () => {
    admit(1);
    admit(2);
    expect(admit(2)).toBeUndefined();
    expect(admit(3)).toMatchObject({ message: { sequence: 3 } });
    expect(troubles).toEqual([{ runId: RUN, offset: 2, expected: 3, found: 2 }]);
    expect(sequenceError(troubles[0]!).message).toContain('look for a second writer of the topic');
  });

  it('hands on as unreadable what stands behind a gap, and says so', () => {
    admit(1);
    const unreadable = { headers: { ce_id: 'x' }, value: '{}', detail: expect.stringContaining('events are missing') };
    expect(admit(3)).toMatchObject({ key: RUN, offset: 1, unreadable });
    expect(admit(4)).toMatchObject({ unreadable });
    expect(troubles).toHaveLength(2);
  });
});
