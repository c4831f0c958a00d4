import { describe, expect, it } from '@jest/globals';
import { runIdOf } from '../testing/messages.js';
import { kafkaPartition, murmur2 } from './murmur2.js';

describe('murmur2', () => {
  // From the tests of Kafka's Java client (UtilsTest.testMurmur2).
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ])('of %s is what Java says', (text, hash) => {
    expect(murmur2(Buffer.from(text)) | 0).toBe(hash);
  });

  it('puts runs into every partition', () => {
    const partitions = new Set(Array.from({ length: 100 }, (_, n) => kafkaPartition(runIdOf(n), 8)));
    expect(partitions.size).toBe(8);
  });
});
