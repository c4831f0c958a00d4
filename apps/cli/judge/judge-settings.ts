import { openAiCompatible, providersFrom, vendorAccess, VendorAccessError, vendorProviders, VENDORS } from '#llm';
import type { ModelSpec } from '#events';
import { badInput } from '../cli-error.js';
import type { JudgeOptions } from '../options/judge-options.js';
import type { ModelName } from '../options/model-options.js';
import type { Session } from '../session.js';
import { asking, MOST_OUTPUT } from './asking.js';
import type { Ask } from './question.js';
import { remembering } from './remembering.js';

/** With the model named. */
export interface NamedJudge extends JudgeOptions {
  readonly judge: ModelName;
}

/** A judge may reason for minutes. */
const TIMEOUTS = { totalMs: 300_000, idleMs: 300_000 };

/** How the model that the options name is asked: from the cache where it is known, else within the budget. */
export function judgeOf(options: NamedJudge, { env, signal }: Pick<Session, 'env' | 'signal'>): Ask {
  const { judge, judgeBaseUrl, judgeBudget, judgeCache } = options;
  const model: ModelSpec = {
    ...judge,
    ...(judgeBaseUrl !== undefined && { baseUrl: judgeBaseUrl }),
    calling: 'native',
    parameters: { temperature: 0, maxOutputTokens: MOST_OUTPUT },
  };
  const provider = providersOf(options, env)(model);
  if (provider === undefined) {
    throw badInput(
      `--judge ${judge.provider}/${judge.model}: name one of ${VENDORS.join(', ')}, or openai-compatible with --judge-base-url`,
    );
  }
  const ask = asking({ provider, model, budget: judgeBudget, signal });
  return judgeCache === undefined ? ask : remembering(ask, judgeCache, `${judge.provider}/${judge.model}`);
}

function providersOf({ judge, judgeBaseUrl }: NamedJudge, env: Session['env']) {
  const vendor = VENDORS.find((name) => name === judge.provider);
  const access = accessTo(env, vendor === undefined ? [] : [vendor]);
  const own =
    judgeBaseUrl === undefined
      ? []
      : [openAiCompatible({ name: 'openai-compatible', baseUrl: judgeBaseUrl, now: Date.now })];
  return providersFrom({
    providers: [...own, ...vendorProviders(access, Date.now)],
    timeouts: TIMEOUTS,
    concurrency: 1,
  });
}

function accessTo(env: Session['env'], wanted: Parameters<typeof vendorAccess>[1]): ReturnType<typeof vendorAccess> {
  try {
    return vendorAccess(env, wanted);
  } catch (error) {
    if (error instanceof VendorAccessError) throw badInput(`--judge: ${error.message}`);
    throw error;
  }
}
