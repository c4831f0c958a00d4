import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ModelDelta, Provider } from './port.js';
import type { RateLimit } from './rate-gate.js';
import { scripted, type Scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withRateLimits } from './with-rate-limits.js';

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

function limited(
  limit: RateLimit,
  script: (call: number) => Scripted = () => ({ text: 'ok' }),
  longestWaitMs = 60_000,
) {
  const inner = scripted((_, call) => script(call), 'test');
  const provider = withRateLimits(inner, {
    limits: { 'test/test-model': limit },
    longestWaitMs,
    now: () => Date.now(),
  });
  return { inner, provider };
}

/** Asks, and gives the time at which the model was reached. */
async function reachedAt(provider: Provider, over: Parameters<typeof modelRequest>[0] = {}): Promise<number> {
  await provider.complete(modelRequest(over));
  return Date.now();
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('withRateLimits', () => {
  it('lets a minute of requests begin at once, and the next as the limit refills, in order', async () => {
    const { provider } = limited({ requestsPerMinute: 2 });
    const reached = Promise.all([1, 2, 3, 4].map(() => reachedAt(provider)));
    await pass(60_000);
    expect(await reached).toEqual([0, 0, 30_000, 60_000]);
  });

  it('counts the tokens of a request before it, and those that it used after it', async () => {
    const used = [
      { input: 60, output: 40, source: 'reported' as const },
      { input: 1, output: 0, source: 'reported' as const },
    ];
    const { provider } = limited({ tokensPerMinute: 100 }, (call) => ({ usage: used[call] ?? { source: 'unknown' } }));
    const tiny = { system: '', messages: [{ role: 'user' as const, text: 'four' }] };
    expect(await reachedAt(provider, tiny)).toBe(0);
    const second = reachedAt(provider, tiny);
    await pass(60_000);
    expect(await second).toBe(600);
  });

  it('sets the most that a model may answer aside', async () => {
    const { provider } = limited({ tokensPerMinute: 100 });
    const model = modelSpec({ parameters: { maxOutputTokens: 50 } });
    const tiny = { system: '', messages: [], model };
    const reached = Promise.all([1, 2, 3].map(() => reachedAt(provider, tiny)));
    await pass(60_000);
    expect(await reached).toEqual([0, 0, 30_000]);
  });

  it('lets a request begin that is larger than the limit, when nothing else was asked', async () => {
    const { provider } = limited({ tokensPerMinute: 100 });
    const model = modelSpec({ parameters: { maxOutputTokens: 100_000 } });
    expect(await reachedAt(provider, { model })).toBe(0);
  });

  it('waits as long as the vendor asked after a 429, for that model alone', async () => {
    const { provider, inner } = limited({}, (call) =>
      call === 0 ? { fail: 'rate_limited', retryable: true, retryAfterMs: 5_000 } : { text: 'ok' },
    );
    await expect(provider.complete(modelRequest())).rejects.toMatchObject({ code: 'rate_limited' });
    const waiting = reachedAt(provider);
    expect(await reachedAt(provider, { model: modelSpec({ model: 'other' }) })).toBe(0);
    expect(inner.requests).toHaveLength(2);
    await pass(5_000);
    expect(await waiting).toBe(5_000);
  });

  it('keeps what one address says of a model from the same name at another', async () => {
    const elsewhere = modelSpec({ baseUrl: 'http://other:1/v1' });
    const { provider } = limited({ requestsPerMinute: 1 }, (call) =>
      call === 0 ? { fail: 'rate_limited', retryable: true, retryAfterMs: 3_600_000 } : { text: 'ok' },
    );
    await expect(provider.complete(modelRequest({ model: elsewhere }))).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await reachedAt(provider)).toBe(0);
    await expect(provider.complete(modelRequest({ model: elsewhere }))).rejects.toMatchObject({
      details: { retryAfterMs: 3_600_000 },
    });
  });

  it('heeds what a vendor says is left', async () => {
    const { provider } = limited({}, (call) =>
      call === 0 ? { quota: { requests: { remaining: 1, resetsAt: 8_000 } } } : {},
    );
    await reachedAt(provider);
    const reached = Promise.all([reachedAt(provider), reachedAt(provider)]);
    await pass(8_000);
    expect(await reached).toEqual([0, 8_000]);
  });

  it('refuses one who would have to wait too long, says how long, and takes nothing for it', async () => {
    const { provider } = limited({ requestsPerMinute: 1 }, undefined, 10_000);
    await reachedAt(provider);
    await expect(provider.complete(modelRequest())).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryable: true, retryAfterMs: 60_000 },
    });
    await pass(60_000);
    expect(await reachedAt(provider)).toBe(60_000);
  });

  it('lets one who waits give up, and takes nothing for it', async () => {
    const { provider } = limited({ requestsPerMinute: 1 });
    await reachedAt(provider);
    const abort = new AbortController();
    const given = provider.complete(modelRequest({ signal: abort.signal }));
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: 'timed_out' });
    const next = reachedAt(provider);
    await pass(60_000);
    expect(await next).toBe(60_000);
  });

  it('holds streams back as well', async () => {
    const { provider } = limited({ requestsPerMinute: 1 });
    await reachedAt(provider);
    const items: ModelDelta[] = [];
    const read = (async () => {
      for await (const item of provider.stream(modelRequest())) items.push(item);
    })();
    await pass(59_999);
    expect(items).toEqual([]);
    await pass(1);
    await read;
    expect(items).toHaveLength(2);
  });
});
