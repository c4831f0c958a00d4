import { expect, it } from '@jest/globals';
import { exportBook } from './export-state.js';

it('the lag of a partition that others have taken over is what they have left to send', async () => {
  let [end, sent] = [10, 10];
  const log = { partitions: 1, endOf: () => Promise.resolve(end) };
  const book = exportBook({ log, store: { positionOf: () => Promise.resolve(sent) }, now: Date.now });
  expect(await book.lag()).toBe(0);
  [end, sent] = [5_000, 4_998];
  expect(await book.lag()).toBe(2);
});
