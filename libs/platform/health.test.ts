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
});
