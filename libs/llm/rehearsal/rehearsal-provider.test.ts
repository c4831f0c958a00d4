import { describe, expect, it } from '@jest/globals';
import type { ReferencePlan } from '#tasks';
import type { ModelDelta } from '../port.js';
import { modelRequest } from '../testing/model-request.js';
import { FAULTLESS, plannedFact, requestIn, said } from '../testing/rehearsed-agent.js';
import { rehearsalProvider, type RehearsalSettings } from './rehearsal-provider.js';

const plan: ReferencePlan = {
  facts: [plannedFact('F1', {})],
  derivations: [],
  answerText: '1',
  answerOf: (values) => values.get('F1'),
};
const request = requestIn({ messages: [said('How many? I heard [F1] = 400.')] });
const provider = (settings: Partial<RehearsalSettings> = {}) =>
  rehearsalProvider({ planOf: () => plan, rates: { tier: FAULTLESS }, ...settings });

describe('the provider', () => {
  it('is impossible without a plan, and says what to use instead', async () => {
    await expect(provider({ planOf: () => undefined }).complete(request)).rejects.toMatchObject({
      code: 'rehearsal_impossible',
      details: { retryable: false },
      message: expect.stringMatching(/--base-url.*--live/) as unknown,
    });
    await expect(provider().complete(modelRequest())).rejects.toMatchObject({ code: 'rehearsal_impossible' });
  });

  it('names its models', async () => {
    await expect(rehearsalProvider({ planOf: () => plan }).complete(request)).rejects.toMatchObject({
      code: 'model_not_found',
      message: 'there is no rehearsal model "tier"; use rehearsal-high, rehearsal-mid, rehearsal-low',
    });
  });

  it('refuses rates that are none', () => {
    expect(() => provider({ rates: { tier: { ...FAULTLESS, adoptMajority: 3 } } })).toThrow(
      'rates.tier.adoptMajority: must be a probability: give a number from 0 to 1',
    );
  });

  it('streams its text in words, then the answer', async () => {
    const items: ModelDelta[] = [];
    for await (const item of provider().stream(request)) items.push(item);
    const answer = await provider().complete(request);
    expect(items.flatMap((item) => ('delta' in item ? [item.delta] : [])).join('')).toBe(answer.text);
    expect(items.at(-1)).toEqual({ answer });
  });

  it('hears an abort, before and while it takes its time', async () => {
    const slow = provider({ latencyMs: { min: 60_000, max: 60_000 } });
    const abort = new AbortController();
    const waiting = slow.complete({ ...request, signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'timed_out' });
    await expect(provider().complete({ ...request, signal: abort.signal })).rejects.toMatchObject({
      code: 'timed_out',
    });
  });
});
