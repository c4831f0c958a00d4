import type { Allowance, Quota } from './port.js';

type HeaderSource = Pick<Headers, 'get'>;

/** What OpenAI's `x-ratelimit-*` headers leave, and those of the many servers that send the same. */
export const openAiQuota = (headers: HeaderSource, now: number): Quota | undefined =>
  quotaOf((kind) =>
    allowance(headers.get(`x-ratelimit-remaining-${kind}`), now + durationMs(headers.get(`x-ratelimit-reset-${kind}`))),
  );

/** What Anthropic's `anthropic-ratelimit-*` headers leave; `tokens` is the tightest of its token limits. */
export const anthropicQuota = (headers: HeaderSource): Quota | undefined =>
  quotaOf((kind) =>
    allowance(
      headers.get(`anthropic-ratelimit-${kind}-remaining`),
      Date.parse(headers.get(`anthropic-ratelimit-${kind}-reset`) ?? ''),
    ),
  );

function quotaOf(read: (kind: keyof Quota) => Allowance | undefined): Quota | undefined {
  const requests = read('requests');
  const tokens = read('tokens');
  if (requests === undefined && tokens === undefined) return undefined;
  return { ...(requests === undefined ? {} : { requests }), ...(tokens === undefined ? {} : { tokens }) };
}

function allowance(written: string | null, resetsAt: number): Allowance | undefined {
  const remaining = written === null || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(remaining) && Number.isFinite(resetsAt) ? { remaining, resetsAt } : undefined;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `6m0s`, `1.5s`, `20ms`; not a number for anything else. */
function durationMs(written: string | null): number {
  if (written === null || !/^(?:[\d.]+(?:ms|[smhd]))+$/.test(written)) return Number.NaN;
  const parts = written.matchAll(/([\d.]+)(ms|[smhd])/g);
  return [...parts].reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? Number.NaN), 0);
}
