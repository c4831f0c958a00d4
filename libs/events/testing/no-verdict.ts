import type { RunDiagnosed } from '#events';

const UNKNOWN = { reason: 'nothing is known' };

/** Of a run of which nothing is known. */
export const NO_FACTS: RunDiagnosed['facts'] = {
  outcome: 'open',
  turns: 0,
  messages: 0,
  density: UNKNOWN,
  redundancy: { ...UNKNOWN, method: 'none' },
  toolCalls: 0,
  failedToolCalls: 0,
  failedAttempts: 0,
  wallMs: UNKNOWN,
  inputTokens: UNKNOWN,
  outputTokens: UNKNOWN,
  tokens: UNKNOWN,
  microDollars: UNKNOWN,
  estimatedCalls: 0,
  lostAttempts: 0,
};

/** A verdict that finds nothing, but for who says it of how much of a run. */
export const NO_VERDICT: Omit<RunDiagnosed, 'version' | 'upTo'> = {
  rehearsed: false,
  label: 'none',
  confidence: 0.5,
  guessed: false,
  grounds: { evidence: [], secondary: [] },
  facts: NO_FACTS,
};
