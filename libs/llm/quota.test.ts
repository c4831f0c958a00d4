import { describe, expect, it } from '@jest/globals';
import { anthropicQuota, openAiQuota } from './quota.js';

describe('openAiQuota', () => {
  it.each([
    ['1s', 1_000],
    ['6m0s', 360_000],
    ['120ms', 120],
    ['1h2m3.5s', 3_723_500],
  ])('reads what is left, and that it resets in %s', (reset, ms) => {
    const headers = new Headers({
      'x-ratelimit-remaining-requests': '9',
      'x-ratelimit-reset-requests': reset,
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-tokens': reset,
    });
    const resetsAt = 5 + ms;
    expect(openAiQuota(headers, 5)).toEqual({
      requests: { remaining: 9, resetsAt },
      tokens: { remaining: 149_984, resetsAt },
    });
  });

  it.each([
    {},
    { 'x-ratelimit-remaining-requests': '9' },
    { 'x-ratelimit-remaining-requests': 'many', 'x-ratelimit-reset-requests': '1s' },
    { 'x-ratelimit-remaining-requests': '9', 'x-ratelimit-reset-requests': 'soon' },
  ])('knows nothing from %j', (headers) => {
    expect(openAiQuota(new Headers(headers), 5)).toBeUndefined();
  });
});

describe('anthropicQuota', () => {
  it('reads what is left, and when it resets', () => {
    const headers = new Headers({
      'anthropic-ratelimit-tokens-remaining': '0',
      'anthropic-ratelimit-tokens-reset': '2026-01-01T00:00:30Z',
    });
    const resetsAt = Date.parse('2026-01-01T00:00:30Z');
    expect(anthropicQuota(headers)).toEqual({ tokens: { remaining: 0, resetsAt } });
  });

  it('knows nothing without headers', () => {
    expect(anthropicQuota(new Headers())).toBeUndefined();
  });
});
