import { describe, expect, it } from '@jest/globals';
import { abortedBatches, type BatchFacts } from './aborted-transactions.js';

const batch = (lastOffset: number, producerId: string, kind: BatchFacts['kind'] = 'transactional') => ({
  lastOffset,
  producerId,
  kind,
});
const aborted = (producerId: string, firstOffset: number) => ({ producerId, firstOffset });

describe('aborted batches', () => {
  it('are those of a producer from the first offset to the marker', () => {
    const batches = [batch(0, 'a'), batch(1, 'b'), batch(2, 'a', 'abort marker'), batch(3, 'a')];
    expect(abortedBatches([aborted('a', 0)], batches)).toEqual([true, false, false, false]);
  });

  it('are told of transactions that overlap, in whatever order the broker lists them', () => {
    const batches = [
      batch(0, 'outer'),
      batch(1, 'inner'),
      batch(2, 'inner', 'abort marker'),
      batch(3, 'outer'),
      batch(4, 'outer', 'abort marker'),
      batch(5, 'inner'),
    ];
    const expected = [true, true, false, true, false, false];
    expect(abortedBatches([aborted('inner', 1), aborted('outer', 0)], batches)).toEqual(expected);
    expect(abortedBatches([aborted('outer', 0), aborted('inner', 1)], batches)).toEqual(expected);
  });

  it('are told where one producer has aborted twice, and the marker lies behind what was fetched', () => {
    const batches = [batch(0, 'a'), batch(1, 'a', 'abort marker'), batch(2, 'a'), batch(3, 'a')];
    expect(abortedBatches([aborted('a', 0), aborted('a', 2)], batches)).toEqual([true, false, true, true]);
  });

  it('are never those outside of transactions, nor those before the first offset', () => {
    const batches = [batch(0, 'a'), batch(1, 'a', 'commit marker'), batch(2, 'a', 'plain'), batch(3, 'a')];
    expect(abortedBatches([aborted('a', 3)], batches)).toEqual([false, false, false, true]);
  });
});
