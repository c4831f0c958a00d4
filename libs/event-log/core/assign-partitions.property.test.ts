import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignPartitions } from './assign-partitions.js';

const situation = fc.record({
  owners: fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'gone'), { nil: undefined }), { maxLength: 12 }),
  members: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }),
});
const countOf = (owners: readonly (string | undefined)[], member: string) =>
  owners.filter((owner) => owner === member).length;

describe('assignPartitions', () => {
  it('gives every partition to a member, as evenly as can be', () => {
    fc.assert(
      fc.property(situation, ({ owners, members }) => {
        const assigned = assignPartitions(owners, members);
        expect(assigned).toHaveLength(owners.length);
        if (members.length === 0) expect(new Set(assigned).size).toBeLessThanOrEqual(1);
        for (const member of members) {
          expect(countOf(assigned, member)).toBeGreaterThanOrEqual(Math.floor(owners.length / members.length));
          expect(countOf(assigned, member)).toBeLessThanOrEqual(Math.ceil(owners.length / members.length));
        }
      }),
    );
  });

  it('moves nothing of who owns no more than its share', () => {
    fc.assert(
      fc.property(situation, ({ owners, members }) => {
        const assigned = assignPartitions(owners, members);
        const least = Math.floor(owners.length / Math.max(members.length, 1));
        for (const member of members) {
          const kept = assigned.filter((owner, p) => owner === member && owners[p] === member).length;
          expect(kept).toBeGreaterThanOrEqual(Math.min(countOf(owners, member), least));
        }
      }),
    );
  });

  it('is stable: what it has assigned it assigns again', () => {
    fc.assert(
      fc.property(situation, ({ owners, members }) => {
        const assigned = assignPartitions(owners, members);
        expect(assignPartitions(assigned, members)).toEqual(assigned);
      }),
    );
  });
});
