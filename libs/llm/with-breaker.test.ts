import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { FailureCode } from '#events';
import { scripted, type Scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withBreaker } from './with-breaker.js';

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

const RESTING = { code: 'overloaded', details: { retryable: true, retryAfterMs: 1_000 } };
const fail = (code: FailureCode): Scripted => ({ fail: code, retryable: true });

function broken(script: readonly Scripted[]) {
  const inner = scripted(script, 'test');
  return { inner, provider: withBreaker(inner, { failures: 2, restMs: 1_000, now: () => Date.now() }) };
}

async function failTwice({ provider }: ReturnType<typeof broken>): Promise<void> {
  for (const _ of [1, 2]) await expect(provider.complete(modelRequest())).rejects.toBeDefined();
}

describe('withBreaker', () => {
  it.each(['overloaded', 'server_error', 'connection_failed', 'timed_out'] as const)(
    'leaves a model alone that ended in %s twice, without asking it',
    async (code) => {
      const setup = broken([fail(code), fail(code)]);
      await failTwice(setup);
      await expect(setup.provider.complete(modelRequest())).rejects.toMatchObject(RESTING);
      await expect(setup.provider.stream(modelRequest())[Symbol.asyncIterator]().next()).rejects.toMatchObject(RESTING);
      expect(setup.inner.requests).toHaveLength(2);
    },
  );

  it.each(['rate_limited', 'invalid_request', 'authentication_failed', 'refused'] as const)(
    'does not blame the vendor for %s',
    async (code) => {
      const setup = broken([fail(code), fail(code), { text: 'fine' }]);
      await failTwice(setup);
      expect((await setup.provider.complete(modelRequest())).text).toBe('fine');
    },
  );

  it('counts in a row, and each model at each address for itself', async () => {
    const script = [
      fail('overloaded'),
      { text: 'a' },
      fail('overloaded'),
      { text: 'b' },
      fail('overloaded'),
      { text: 'c' },
    ];
    const { provider } = broken(script);
    const outcomes = [];
    for (let call = 0; call < 4; call++) outcomes.push(await provider.complete(modelRequest()).catch(() => 'failed'));
    expect(outcomes).toMatchObject(['failed', { text: 'a' }, 'failed', { text: 'b' }]);
    await expect(provider.complete(modelRequest())).rejects.toMatchObject({ message: 'scripted overloaded' });
    const other = modelRequest({ model: modelSpec({ baseUrl: 'http://other:1/v1' }) });
    expect((await provider.complete(other)).text).toBe('c');
  });

  it('tries again after the rest: one answer closes it, one outage opens it', async () => {
    const setup = broken([
      fail('overloaded'),
      fail('overloaded'),
      fail('server_error'),
      { text: 'back' },
      { text: 'on' },
    ]);
    await failTwice(setup);
    await jest.advanceTimersByTimeAsync(1_000);
    await expect(setup.provider.complete(modelRequest())).rejects.toMatchObject({ code: 'server_error' });
    await expect(setup.provider.complete(modelRequest())).rejects.toMatchObject(RESTING);
    await jest.advanceTimersByTimeAsync(1_000);
    expect((await setup.provider.complete(modelRequest())).text).toBe('back');
    expect((await setup.provider.complete(modelRequest())).text).toBe('on');
  });

  it('refuses calls beside the one that tries again, and has the next one try where that was given up', async () => {
    const setup = broken([
      fail('overloaded'),
      fail('overloaded'),
      { hang: true },
      fail('overloaded'),
      { text: 'back' },
    ]);
    await failTwice(setup);
    await jest.advanceTimersByTimeAsync(1_000);
    const abort = new AbortController();
    const trial = setup.provider.complete(modelRequest({ signal: abort.signal }));
    await jest.advanceTimersByTimeAsync(0);
    const beside = setup.provider.complete(modelRequest()).catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(0);
    abort.abort();
    await expect(trial).rejects.toMatchObject({ code: 'timed_out' });
    expect(await beside).toMatchObject(RESTING);
    expect(setup.inner.requests).toHaveLength(3);

    await expect(setup.provider.complete(modelRequest())).rejects.toMatchObject({ message: 'scripted overloaded' });
    await expect(setup.provider.complete(modelRequest())).rejects.toMatchObject(RESTING);
    await jest.advanceTimersByTimeAsync(1_000);
    expect((await setup.provider.complete(modelRequest())).text).toBe('back');
  });

  it('is not closed by the answer to a call that began before it opened', async () => {
    const late = Promise.withResolvers<Scripted>();
    const inner = scripted((_, call) => (call === 0 ? late.promise : fail('overloaded')), 'test');
    const provider = withBreaker(inner, { failures: 2, restMs: 1_000, now: () => Date.now() });
    const first = provider.complete(modelRequest());
    await failTwice({ inner, provider });
    late.resolve({ text: 'late' });
    expect((await first).text).toBe('late');
    await expect(provider.complete(modelRequest())).rejects.toMatchObject(RESTING);
  });

  it('learns nothing from calls that their callers gave up', async () => {
    const { provider } = broken([{ hang: true }, { hang: true }, { text: 'fine' }]);
    for (const _ of [1, 2]) {
      const abort = new AbortController();
      const call = provider.complete(modelRequest({ signal: abort.signal }));
      await jest.advanceTimersByTimeAsync(0);
      abort.abort();
      await expect(call).rejects.toMatchObject({ code: 'timed_out' });
    }
    expect((await provider.complete(modelRequest())).text).toBe('fine');
  });

  it('counts streams that break off', async () => {
    const { provider } = broken([fail('connection_failed'), fail('connection_failed')]);
    const read = async () => {
      for await (const _ of provider.stream(modelRequest()));
    };
    await expect(read()).rejects.toMatchObject({ code: 'connection_failed' });
    await expect(read()).rejects.toMatchObject({ code: 'connection_failed' });
    await expect(read()).rejects.toMatchObject(RESTING);
  });
});
