import { describe, expect, it } from '@jest/globals';
import type { ModelDelta, Provider } from './port.js';
import { providersFrom } from './provider-registry.js';
import { scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withConcurrency } from './with-concurrency.js';
import { withRecording, type RecordedCall } from './with-recording.js';
import { withTimeout } from './with-timeout.js';

const never = () => new Promise<never>(() => undefined);
/** A provider that hears no signal: it says one word and stands still. */
const deaf: Provider = {
  name: 'deaf',
  complete: never,
  async *stream(): AsyncGenerator<ModelDelta> {
    yield { delta: 'one' };
    await never();
  },
};

async function drain(stream: AsyncIterable<ModelDelta>): Promise<readonly ModelDelta[]> {
  const items: ModelDelta[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

const LONG = 60_000;
const timedOut = (message: string) => ({ code: 'timed_out', message, details: { retryable: true } });

describe('withTimeout', () => {
  it('gives up an answer that takes too long, even from a provider that ignores its signal', async () => {
    const provider = withTimeout(deaf, { totalMs: 5, idleMs: LONG });
    await expect(provider.complete(modelRequest())).rejects.toMatchObject(
      timedOut('the model gave no answer within 5 ms'),
    );
  });

  it('aborts the call that it gives up', async () => {
    const inner = scripted([{ hang: true }]);
    await expect(withTimeout(inner, { totalMs: 5, idleMs: LONG }).complete(modelRequest())).rejects.toMatchObject({
      code: 'timed_out',
    });
    expect(inner.requests[0]?.signal.aborted).toBe(true);
  });

  it('gives up a stream that stands still, and one that takes too long in all', async () => {
    const idle = withTimeout(deaf, { totalMs: LONG, idleMs: 5 });
    await expect(drain(idle.stream(modelRequest()))).rejects.toMatchObject(
      timedOut("the model's stream stood still for 5 ms"),
    );
    const total = withTimeout(deaf, { totalMs: 5, idleMs: LONG });
    await expect(drain(total.stream(modelRequest()))).rejects.toMatchObject(
      timedOut("the model's stream took longer than 5 ms"),
    );
  });

  it('estimates what a stream has used that it gives up after its first word', async () => {
    const provider = withTimeout(deaf, { totalMs: LONG, idleMs: 5 });
    const request = modelRequest({ system: 's'.repeat(40), messages: [] });
    await expect(drain(provider.stream(request))).rejects.toMatchObject({
      details: { usage: { input: 10, output: 1, source: 'estimated' } },
    });
  });

  it('lets through what comes in time', async () => {
    const provider = withTimeout(scripted([{ text: 'a' }, { text: 'b' }]), { totalMs: LONG, idleMs: LONG });
    expect((await provider.complete(modelRequest())).text).toBe('a');
    expect(await drain(provider.stream(modelRequest()))).toMatchObject([{ delta: 'b' }, { answer: { text: 'b' } }]);
  });

  it("passes the caller's abort on, as an abort", async () => {
    const abort = new AbortController();
    const provider = withTimeout(scripted([{ hang: true }, { hang: true }]), { totalMs: LONG, idleMs: LONG });
    const request = modelRequest({ signal: abort.signal });
    const waiting = [provider.complete(request), drain(provider.stream(request))];
    abort.abort();
    for (const one of waiting) {
      await expect(one).rejects.toMatchObject(timedOut('the request was aborted before the model had answered'));
    }
  });
});

describe('withConcurrency', () => {
  /** A provider whose calls end when they are told to. */
  function gated() {
    const gates: (() => void)[] = [];
    let inFlight = 0;
    let most = 0;
    const provider = scripted(async () => {
      most = Math.max(most, ++inFlight);
      await new Promise<void>((open) => gates.push(open));
      inFlight--;
      return { text: 'done' };
    });
    return { provider, gates, most: () => most };
  }
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('keeps calls and streams together within the limit, and loses none', async () => {
    const { provider, gates, most } = gated();
    const limited = withConcurrency(provider, 2);
    const calls = [0, 1, 2, 3, 4].map((n) =>
      n % 2 === 0 ? limited.complete(modelRequest()) : drain(limited.stream(modelRequest())),
    );
    for (let done = 0; done < calls.length; done++) {
      await settle();
      expect(gates.length).toBeLessThanOrEqual(done + 2);
      gates[done]?.();
    }
    await Promise.all(calls);
    expect(most()).toBe(2);
    expect(provider.requests).toHaveLength(5);
  });

  it('lets one who waits in line give up, and takes no room for it', async () => {
    const { provider, gates } = gated();
    const limited = withConcurrency(provider, 1);
    const first = limited.complete(modelRequest());
    const abort = new AbortController();
    const second = limited.complete(modelRequest({ signal: abort.signal }));
    const third = limited.complete(modelRequest());
    await settle();
    abort.abort();
    await expect(second).rejects.toMatchObject({ code: 'timed_out' });
    gates[0]?.();
    await first;
    await settle();
    gates[1]?.();
    expect((await third).text).toBe('done');
    expect(provider.requests).toHaveLength(2);
  });

  it('gives room back after a failure and after a stream that is left early', async () => {
    const limited = withConcurrency(scripted([{ fail: 'refused' }, { text: 'left' }, { text: 'fine' }]), 1);
    await expect(limited.complete(modelRequest())).rejects.toMatchObject({ code: 'refused' });
    for await (const _ of limited.stream(modelRequest())) break;
    expect((await limited.complete(modelRequest())).text).toBe('fine');
  });
});

describe('withRecording', () => {
  it('tells of answers and failures, and of no credentials', async () => {
    const calls: RecordedCall[] = [];
    const inner = scripted([{ text: 'a' }, { text: 'b' }, { fail: 'overloaded' }, { fail: 'refused' }]);
    const provider = withRecording(inner, (call) => calls.push(call));
    const request = modelRequest({ model: modelSpec({ baseUrl: 'http://user:pass@host:1/v1?key=k' }) });
    await provider.complete(request);
    await drain(provider.stream(request));
    await provider.complete(request).catch(() => undefined);
    await drain(provider.stream(request)).catch(() => undefined);
    expect(calls.map(({ outcome }) => outcome)).toMatchObject([
      { answer: { text: 'a' } },
      { answer: { text: 'b' } },
      { failed: 'overloaded', message: 'scripted overloaded' },
      { failed: 'refused' },
    ]);
    expect(calls[0]?.provider).toBe('scripted');
    expect(calls[0]?.request.model.baseUrl).toBe('http://host:1/v1');
    expect(calls[0]?.request).not.toHaveProperty('signal');
    expect(inner.requests[0]?.model.baseUrl).toBe('http://user:pass@host:1/v1?key=k');
  });
});

describe('scripted', () => {
  it('answers by list or function, records, and says when its list is used up', async () => {
    const listed = scripted([{ text: 'a', calls: [] }]);
    expect(await listed.complete(modelRequest())).toEqual({
      text: 'a',
      calls: [],
      finishReason: 'stop',
      usage: { source: 'unknown' },
    });
    await expect(listed.complete(modelRequest())).rejects.toThrow('the script has 1 entries, and this is call 2');
    expect(listed.requests).toHaveLength(2);
    const computed = scripted((request, call) => ({ text: `${request.origin.agentId} ${call}` }));
    expect((await computed.complete(modelRequest())).text).toBe('solo 0');
  });

  it('fails as told', async () => {
    const provider = scripted([{ fail: 'rate_limited', retryable: true, retryAfterMs: 20 }]);
    await expect(provider.complete(modelRequest())).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryable: true, retryAfterMs: 20 },
    });
  });
});

describe('providersFrom', () => {
  const limits = { timeouts: { totalMs: LONG, idleMs: LONG }, concurrency: 2 };

  it("finds a model's provider by name and records what it is asked", async () => {
    const calls: RecordedCall[] = [];
    const providerOf = providersFrom({
      providers: [scripted([{ text: 'a' }], 'one'), scripted([{ text: 'b' }], 'two')],
      ...limits,
      record: (call) => calls.push(call),
    });
    const answer = await providerOf({ provider: 'two' })?.complete(modelRequest());
    expect(answer?.text).toBe('b');
    expect(calls.map(({ provider }) => provider)).toEqual(['two']);
    expect(providerOf({ provider: 'three' })).toBeUndefined();
  });

  it('refuses two of one name', () => {
    expect(() => providersFrom({ providers: [scripted([]), scripted([])], ...limits })).toThrow(
      'providers: two are named "scripted"',
    );
  });
});
