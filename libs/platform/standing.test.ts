import { describe, expect, it } from '@jest/globals';
import type { Holding } from '#event-log';
import { standingOf } from './standing.js';

const holding = (partition: number, end = 5): Holding => ({ partition, settled: true, position: 5, end });

describe('a member of a group', () => {
  it.each<[string, Parameters<typeof standingOf>, ReturnType<typeof standingOf>]>([
    ['is ready at the end', [[holding(0), holding(1)]], { words: 'ok' }],
    ['says how far it is behind', [[holding(0, 8), holding(1, 6)]], { words: 'ok, 4 records behind' }],
    [
      'is not ready too far behind',
      [[holding(0), holding(3, 8)], 2],
      { problem: '3 records behind in partitions 0, 3' },
    ],
    [
      'is not ready before it is at work',
      [[holding(0), { partition: 2, settled: false }]],
      { problem: 'is taking over partition 2' },
    ],
    ['is ready to step in where it has nothing', [[]], { words: 'ok, stands by: others have every partition' }],
  ])('%s', (_, given, expected) => {
    expect(standingOf(...given)).toEqual(expected);
  });
});
