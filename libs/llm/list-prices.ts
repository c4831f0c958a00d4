import type { Price, Prices } from '#events';

/** Micro-dollars per million tokens from dollars per million tokens, as price lists have them. */
const perMillion = (dollars: number): number => Math.round(dollars * 1_000_000);

/** Without a price for cached input that costs as much as other input, which is never less. */
const price = (input: number, output: number, cacheRead?: number, cacheWrite?: number): Price => ({
  input: perMillion(input),
  output: perMillion(output),
  ...(cacheRead === undefined ? {} : { cacheRead: perMillion(cacheRead) }),
  ...(cacheWrite === undefined ? {} : { cacheWrite: perMillion(cacheWrite) }),
});

/**
 * Standard prices of the vendors' own APIs in US dollars per million tokens: input, output, input read from the cache,
 * input written to it for five minutes. Left out are models that cost more for long prompts (such as GPT-6, Gemini Pro
 * and Claude Haiku 5.5): one price would be wrong for some of their calls. What is not here is unknown until the
 * installation says what it costs.
 *
 * Compiled on 2026-11-25 from copies of these pages, and where there was none from what others quote of them:
 * - platform.claude.com/docs/en/about-claude/pricing and the pages of its models (from September and October 2026)
 * - developers.openai.com/api/docs/models/gpt-5-nano; the other GPT-5 as quoted
 * - ai.google.dev/gemini-api/docs/pricing as quoted in October and November 2026
 */
export const LIST_PRICES: Prices = {
  'anthropic/claude-fable-5-1': price(10, 50, 0.25, 12.5),
  'anthropic/claude-fable-5': price(10, 50, 1, 12.5),
  'anthropic/claude-opus-5-5': price(4, 20, 0.2, 5),
  'anthropic/claude-opus-5': price(5, 25, 0.5, 6.25),
  'anthropic/claude-opus-4-8': price(5, 25, 0.5, 6.25),
  'anthropic/claude-opus-4-7': price(5, 25, 0.5, 6.25),
  'anthropic/claude-sonnet-5-5': price(2, 10, 0.1, 2.5),
  'anthropic/claude-sonnet-5': price(2, 10, 0.2, 2.5),
  'anthropic/claude-haiku-4-5': price(1, 5, 0.1, 1.25),
  'openai/gpt-5': price(1.25, 10, 0.125),
  'openai/gpt-5-mini': price(0.25, 2, 0.025),
  'openai/gpt-5-nano': price(0.05, 0.4, 0.005),
  'google/gemini-4-hydrogen': price(1.5, 7.5, 0.075),
  'google/gemini-3.5-flash': price(1.5, 9),
  'google/gemini-3.5-flash-lite': price(0.3, 2.5),
  'google/gemini-2.5-flash': price(0.3, 2.5),
  'google/gemini-2.5-flash-lite': price(0.1, 0.4),
};
