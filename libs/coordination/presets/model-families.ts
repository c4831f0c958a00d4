import type { ModelSpec } from '#events';

export const TIERS = ['high', 'mid', 'low'] as const satisfies readonly ModelSpec['tier'][];
export type Tier = (typeof TIERS)[number];

/** Models of one provider by tier. `source`: the models that the paper used, or our choice of what there is to use. */
export interface ModelFamily {
  readonly provider: string;
  readonly source: 'paper' | 'ours';
  readonly models: Readonly<Record<Tier, string>>;
}

/**
 * High and low as section 6 of arXiv 2512.08296 (v3, April 2026) has them; what it leaves between the two is mid. They
 * stand here by the vendors' dated names, and some are no longer served.
 */
const OF_THE_PAPER: readonly ModelFamily[] = [
  { provider: 'openai', source: 'paper', models: { high: 'gpt-5', mid: 'gpt-5-mini', low: 'gpt-5-nano' } },
  {
    provider: 'anthropic',
    source: 'paper',
    models: {
      high: 'claude-sonnet-4-5-20250929',
      mid: 'claude-sonnet-4-20250514',
      low: 'claude-3-7-sonnet-20250219',
    },
  },
  {
    provider: 'google',
    source: 'paper',
    models: { high: 'gemini-2.5-pro', mid: 'gemini-2.5-flash', low: 'gemini-2.0-flash' },
  },
];

/**
 * What each vendor offers for hard, everyday and bulk work, as of 2026-11-25.
 *
 * - developers.openai.com/api/docs/models
 * - platform.claude.com/docs/en/about-claude/pricing
 * - ai.google.dev/gemini-api/docs/pricing
 */
const OF_TODAY: readonly ModelFamily[] = [
  { provider: 'openai', source: 'ours', models: { high: 'gpt-6-astra', mid: 'gpt-6.1-sol', low: 'gpt-6-luna' } },
  {
    provider: 'anthropic',
    source: 'ours',
    models: { high: 'claude-opus-5-5', mid: 'claude-sonnet-5-5', low: 'claude-haiku-4-5' },
  },
  {
    provider: 'google',
    source: 'ours',
    models: { high: 'gemini-4-argon', mid: 'gemini-4-hydrogen', low: 'gemini-3.5-flash-lite' },
  },
];

const REHEARSED: ModelFamily = {
  provider: 'rehearsal',
  source: 'ours',
  models: { high: 'rehearsal-high', mid: 'rehearsal-mid', low: 'rehearsal-low' },
};

export const MODEL_FAMILIES: readonly ModelFamily[] = [REHEARSED, ...OF_TODAY, ...OF_THE_PAPER];

/** The model of a tier as a run asks it: with the vendor's own parameters, as newer models refuse a temperature. */
export const modelOf = ({ provider, models }: ModelFamily, tier: Tier): ModelSpec => ({
  provider,
  model: models[tier],
  tier,
  calling: 'native',
  parameters: {},
});

/** How names of presets begin: what the paper has used is told apart by name. */
export const familyName = ({ provider, source }: ModelFamily): string =>
  source === 'paper' ? `paper-${provider}` : provider;
