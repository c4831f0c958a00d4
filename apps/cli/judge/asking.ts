import { asAgentId, asRunId, asTurnId, type ModelSpec } from '#events';
import { isProviderError, type ModelAnswer, type Provider } from '#llm';
import type { Ask, NoAnswer, Question } from './question.js';

export interface Asking {
  readonly provider: Provider;
  readonly model: ModelSpec;
  /** Tokens in all, questions and answers. */
  readonly budget: number;
  readonly signal: AbortSignal;
}

/** At most, of an answer. */
export const MOST_OUTPUT = 1_200;
const BYTES_PER_TOKEN = 3;
const ATTEMPTS = 3;

/**
 * Asks a model within a budget: a question that would not fit into what is left is not asked. A failure that may pass is
 * tried three times.
 */
export function asking(settings: Asking): Ask {
  let left = settings.budget;
  return async (question) => {
    for (let attempt = 1; ; attempt++) {
      const estimate = estimateOf(question);
      if (estimate > left) return { problem: `the budget of ${settings.budget} tokens is used up` };
      const answer = await answered(settings, question);
      left -= 'problem' in answer ? estimate : spentBy(answer, estimate);
      if (!('problem' in answer)) return answer.text;
      if (!answer.isPassing || attempt === ATTEMPTS) return { problem: answer.problem };
    }
  };
}

const estimateOf = ({ system, text }: Question): number =>
  Math.ceil(Buffer.byteLength(system + text) / BYTES_PER_TOKEN) + MOST_OUTPUT;

const spentBy = ({ usage: { input, output } }: ModelAnswer, estimate: number): number =>
  input === undefined || output === undefined ? estimate : input + output;

type Failure = NoAnswer & { readonly isPassing: boolean };

async function answered(
  { provider, model, signal }: Asking,
  { system, text, format }: Question,
): Promise<ModelAnswer | Failure> {
  try {
    return await provider.complete({
      model,
      system,
      messages: [{ role: 'user', text }],
      tools: [],
      toolChoice: 'none',
      output: format,
      origin: ORIGIN,
      signal,
    });
  } catch (error) {
    if (signal.aborted || !isProviderError(error)) throw error;
    return { problem: `the model failed: ${error.message}`, isPassing: error.details.retryable };
  }
}

const JUDGE = asAgentId('judge');
const ORIGIN = {
  runId: asRunId('00000000-0000-7000-8000-000000000000'),
  turnId: asTurnId('judge.1'),
  attempt: 1,
  agentId: JUDGE,
  purpose: 'judge',
  remaining: 0,
  seed: 0,
  team: [JUDGE],
};
