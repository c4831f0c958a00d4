import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { purseOf } from './purse.js';

describe('purseOf', () => {
  it('lets everybody in without a cap', async () => {
    const purse = purseOf({});
    expect(await purse.admit()).toBe(true);
    purse.spent(undefined);
    expect(await purse.admit()).toBe(true);
    expect(purse.closed).toBeUndefined();
  });

  it('lets nobody in for whom there might be too little, and says that it is empty', async () => {
    const purse = purseOf({ cap: 25, each: 10 });
    expect(await Promise.all([purse.admit(), purse.admit()])).toEqual([true, true]);
    const third = purse.admit();
    purse.spent(10);
    purse.spent(10);
    expect(await third).toBe(false);
    expect(purse).toMatchObject({ total: 20, closed: 'empty' });
  });

  it('lets those in who waited when others have spent less than they might', async () => {
    const purse = purseOf({ cap: 25, each: 10 });
    await Promise.all([purse.admit(), purse.admit()]);
    const third = purse.admit();
    purse.spent(4);
    expect(await third).toBe(true);
  });

  it('stops once the cap is reached where nobody knows what one may spend', async () => {
    const purse = purseOf({ cap: 25 });
    expect(await Promise.all([purse.admit(), purse.admit(), purse.admit()])).toEqual([true, true, true]);
    for (const microDollars of [9, 9, 9]) purse.spent(microDollars);
    expect(await purse.admit()).toBe(false);
    expect(purse).toMatchObject({ total: 27, closed: 'empty' });
  });

  it('closes when a cost is not known', async () => {
    const purse = purseOf({ cap: 25 });
    await purse.admit();
    purse.spent(undefined);
    expect(await purse.admit()).toBe(false);
    expect(purse.closed).toBe('unknown');
  });

  it('never spends more than its cap when nobody spends more than announced', async () => {
    const costs = fc.array(fc.nat({ max: 10 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(costs, fc.integer({ min: 1, max: 100 }), async (spendings, cap) => {
        const purse = purseOf({ cap, each: 10 });
        await Promise.all(
          spendings.map(async (cost) => {
            if (await purse.admit()) purse.spent(cost);
          }),
        );
        expect(purse.total).toBeLessThanOrEqual(cap);
      }),
    );
  });
});
