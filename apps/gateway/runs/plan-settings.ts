import type { ModelSpec, Prices, ToolDefinition } from '#events';
import { LIST_PRICES, type Provider } from '#llm';
import type { Config } from '#platform';
import { runSampler, type RunSampler } from '#telemetry';
import type { ToolCatalogue } from '#tools';

/** Provider of rehearsed models, which need a task with a reference plan. */
export const REHEARSAL = 'rehearsal';
export const OPENAI_COMPATIBLE = 'openai-compatible';

export interface PlanSettings {
  readonly defaultModel: ModelSpec;
  /** Whether an `openai-compatible` model may leave out its address. */
  readonly hasModelServer: boolean;
  /** Names of the providers that there are. */
  readonly providers: readonly string[];
  readonly prices: Prices;
  /** Those that there are now. */
  readonly tools: () => readonly ToolDefinition[];
  /** Which traces are wanted. */
  readonly samples: RunSampler;
}

const REHEARSED: ModelSpec = {
  provider: REHEARSAL,
  model: 'rehearsal-mid',
  tier: 'mid',
  calling: 'native',
  parameters: {},
};

/** A run that names no model uses the configured one, else it is rehearsed. `more`: providers of this installation. */
export const planSettings = (
  { defaultModel, prices, vendors, telemetry, replay = [] }: Config,
  catalogue: Pick<ToolCatalogue, 'tools'>,
  more: readonly Provider[],
): PlanSettings => ({
  defaultModel:
    defaultModel === undefined
      ? REHEARSED
      : {
          provider: OPENAI_COMPATIBLE,
          model: defaultModel.model,
          baseUrl: defaultModel.baseUrl,
          calling: 'native',
          parameters: {},
        },
  hasModelServer: defaultModel !== undefined,
  providers: [
    ...new Set([
      OPENAI_COMPATIBLE,
      REHEARSAL,
      ...vendors.reveal().keys(),
      ...more.map(({ name }) => name),
      ...replay.map(({ provider }) => provider),
    ]),
  ],
  prices: { ...LIST_PRICES, ...prices },
  tools: () => catalogue.tools().map(({ definition }) => definition),
  samples: runSampler(telemetry.sampler),
});
