import { expect, it } from '@jest/globals';
import { refuseStoreAhead } from './refuse-store-ahead.js';

const at = (position: number | undefined) => ({
  stored: { positionOf: () => Promise.resolve(position) },
  ends: () => Promise.resolve([9, 2]),
});

it('refuses a partition that ends before where the store stands', async () => {
  const refusal = { code: 'position_ahead', message: expect.stringMatching(/up to 3, .* ends at 2/) as unknown };
  await expect(refuseStoreAhead(1, at(3))).rejects.toMatchObject(refusal);
});

it.each([undefined, 0, 1, 2])('takes one where the store stands at %s of 2', async (position) => {
  await expect(refuseStoreAhead(1, at(position))).resolves.toBeUndefined();
});
