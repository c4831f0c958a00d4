import { describe, expect, it } from '@jest/globals';
import { healthRegistry } from './health.js';

describe('the health registry', () => {
  it('is ready when every part is', async () => {
    const health = healthRegistry();
    expect(await health.report()).toEqual({ ready: true, checks: {} });
    health.contribute('log', () => Promise.resolve());
    health.contribute('store', () => undefined);
    expect(await health.report()).toEqual({ ready: true, checks: { log: 'ok', store: 'ok' } });
  });

  it('lets a part that is ready say how it does', async () => {
    const health = healthRegistry();
    health.contribute(
      'spans',
      () => undefined,
      () => 'ok, 3 records behind',
    );
    expect(await health.report()).toEqual({ ready: true, checks: { spans: 'ok, 3 records behind' } });
  });

  it('says which part is not, and why', async () => {
    const health = healthRegistry();
    health.contribute('log', () => undefined);
    health.contribute('store', () => Promise.reject(new Error('store.db is locked')));
    expect(await health.report()).toEqual({ ready: false, checks: { log: 'ok', store: 'store.db is locked' } });
  });

  it('says of a part that does not answer in time that it is not ready, and asks it once at a time', async () => {
    const health = healthRegistry(10);
    const answer = Promise.withResolvers<undefined>();
    let asked = 0;
    health.contribute('log', () => {
      asked += 1;
      return answer.promise;
    });
    const late = { ready: false, checks: { log: 'does not answer within 0.01 s' } };
    expect(await Promise.all([health.report(), health.report()])).toEqual([late, late]);
    expect(await health.report()).toEqual(late);
    expect(asked).toBe(1);
    answer.resolve(undefined);
    await answer.promise;
    expect(await health.report()).toMatchObject({ ready: true });
  });
});
