import { describe, expect, it } from '@jest/globals';
import type { FailureCode } from '#events';
import { ProviderError, type ModelDelta, type Provider } from './port.js';
import { providersFrom } from './provider-registry.js';
import { scripted, type Scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withFallbacks } from './with-fallbacks.js';

const MODEL = modelSpec({
  provider: 'a',
  model: 'first',
  baseUrl: 'http://a:1/v1',
  parameters: { temperature: 0, maxOutputTokens: 5 },
  fallbacks: [
    { provider: 'a', model: 'second' },
    { provider: 'anthropic', model: 'third' },
  ],
});
const request = modelRequest({ model: MODEL });
const fail = (code: FailureCode, retryable = true): Scripted => ({ fail: code, retryable });

function asking(a: readonly Scripted[], anthropic: readonly Scripted[] = []) {
  const providers = { a: scripted(a, 'a'), anthropic: scripted(anthropic, 'anthropic') };
  const provider = withFallbacks('a', (name) => (name in providers ? providers[name as 'a'] : undefined));
  return { ...providers, provider };
}

async function drain(stream: AsyncIterable<ModelDelta>): Promise<readonly ModelDelta[]> {
  const items: ModelDelta[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

describe('withFallbacks', () => {
  it('asks the model itself, and says nothing of others', async () => {
    const { provider, a } = asking([{ text: 'mine' }]);
    expect(await provider.complete(request)).not.toHaveProperty('by');
    expect(a.requests[0]?.model).toEqual({ ...MODEL, fallbacks: undefined });
  });

  it.each([
    'rate_limited',
    'overloaded',
    'server_error',
    'connection_failed',
    'authentication_failed',
    'permission_denied',
    'model_not_found',
  ] as const)('moves on after %s, in order, and says who answered', async (code) => {
    const { provider, a, anthropic } = asking([fail(code), fail(code)], [{ text: 'last' }, { text: 'last' }]);
    expect(await provider.complete(request)).toMatchObject({
      text: 'last',
      by: { provider: 'anthropic', model: 'third' },
    });
    expect(a.requests.map(({ model }) => [model.model, model.baseUrl])).toEqual([
      ['first', MODEL.baseUrl],
      ['second', MODEL.baseUrl],
    ]);
    const third = anthropic.requests[0]?.model;
    expect(third).toEqual({ ...third, provider: 'anthropic', model: 'third', parameters: { maxOutputTokens: 5 } });
    expect(third).not.toHaveProperty('baseUrl');
  });

  it.each([
    'invalid_request',
    'context_too_long',
    'refused',
    'content_filtered',
    'timed_out',
    'invalid_response',
  ] as const)('asks nobody else after %s', async (code) => {
    const { provider, a } = asking([fail(code)]);
    await expect(provider.complete(request)).rejects.toMatchObject({ code });
    expect(a.requests).toHaveLength(1);
  });

  it('ends the attempt when a failed call has used something, so that its spend is recorded', async () => {
    const usage = { input: 5, source: 'estimated' } as const;
    const spending: Provider = {
      name: 'a',
      complete: () => Promise.reject(new ProviderError('server_error', 'half', { retryable: true, usage })),
      stream: () => scripted([]).stream(request),
    };
    const provider = withFallbacks('a', () => spending);
    await expect(provider.complete(request)).rejects.toMatchObject({ code: 'server_error', details: { usage } });
  });

  it('says whose failure it was', async () => {
    const { provider } = asking([fail('overloaded'), fail('refused', false)]);
    await expect(provider.complete(request)).rejects.toMatchObject({
      code: 'refused',
      details: { by: { provider: 'a', model: 'second' } },
    });
  });

  it('fails as the first did when none can answer, and as soon as one of them may be asked again', async () => {
    const { provider } = asking(
      [
        { fail: 'rate_limited', retryable: true, retryAfterMs: 9_000 },
        { fail: 'overloaded', retryable: true, retryAfterMs: 2_000 },
      ],
      [fail('permission_denied', false)],
    );
    await expect(provider.complete(request)).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'scripted rate_limited; then scripted overloaded; then scripted permission_denied',
      details: { retryable: true, retryAfterMs: 2_000 },
    });
  });

  it('moves a stream on until it has said something', async () => {
    const { provider } = asking([fail('overloaded'), { text: 'second' }]);
    expect(await drain(provider.stream(request))).toMatchObject([
      { delta: 'second' },
      { answer: { text: 'second', by: { provider: 'a', model: 'second' } } },
    ]);
    const cut: Provider = {
      name: 'a',
      complete: () => scripted([]).complete(request),
      async *stream() {
        yield await Promise.resolve({ delta: 'half' });
        throw new ProviderError('overloaded', 'cut', { retryable: true });
      },
    };
    await expect(drain(withFallbacks('a', () => cut).stream(request))).rejects.toMatchObject({ message: 'cut' });
  });

  it('is what the registry gives for a model with fallbacks, also when its own provider is not there', async () => {
    const find = providersFrom({
      providers: [scripted([{ text: 'here' }], 'b')],
      timeouts: { totalMs: 60_000, idleMs: 60_000 },
      concurrency: 1,
    });
    const model = modelSpec({ provider: 'absent', fallbacks: [{ provider: 'b', model: 'm' }] });
    expect(await find(model)?.complete(modelRequest({ model }))).toMatchObject({ text: 'here', by: { provider: 'b' } });
  });
});
