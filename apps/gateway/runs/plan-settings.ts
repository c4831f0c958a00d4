import type { ModelSpec } from '#events';
import type { Config } from '#platform';
import type { Tool } from '#tools';
import type { PlanSettings } from './run-plan.js';

const REHEARSED: ModelSpec = {
  provider: 'rehearsal',
  model: 'rehearsal-mid',
  tier: 'mid',
  calling: 'native',
  parameters: {},
};

/** A run that names no model uses the configured one, else it is rehearsed. */
export const planSettings = ({ defaultModel, prices }: Config, tools: readonly Tool[]): PlanSettings => ({
  defaultModel:
    defaultModel === undefined
      ? REHEARSED
      : {
          provider: 'openai-compatible',
          model: defaultModel.model,
          baseUrl: defaultModel.baseUrl,
          calling: 'native',
          parameters: {},
        },
  hasModelServer: defaultModel !== undefined,
  prices,
  tools: tools.map(({ definition }) => definition),
});
