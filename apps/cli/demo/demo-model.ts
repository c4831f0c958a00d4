import { badInput } from '../cli-error.js';
import type { ModelOptions } from '../options/model-options.js';

const VENDOR_URL = 'https://api.openai.com/v1';

export interface DemoModelOptions extends ModelOptions {
  readonly live?: true;
}

/** Whose answers a demo shows: a simulation's, a vendor's for money, or those of a server that somebody runs. */
export type DemoKind = 'rehearsed' | 'live' | 'local';

export interface DemoModel {
  readonly kind: DemoKind;
  /** The options as they are then, with the model's place filled in. */
  readonly options: ModelOptions;
  /** For a server of our own. */
  readonly env: Readonly<Record<string, string>>;
}

/** The demo rehearses whatever the environment is set to, unless `--live` or `--base-url` asks for more. */
export function demoModel(options: DemoModelOptions, env: Readonly<Record<string, string | undefined>>): DemoModel {
  if (options.baseUrl !== undefined) {
    if (options.live === true) throw badInput('--live asks a vendor, --base-url a server of yours: give one of them');
    return { kind: 'local', options, env: {} };
  }
  if (options.live === true) return liveModel(options, env);
  const { model = { provider: 'rehearsal', model: 'rehearsal-mid' } } = options;
  if (model.provider === 'rehearsal') return { kind: 'rehearsed', options: { ...options, model }, env: {} };
  throw badInput(`--model ${model.provider}/${model.model} is not rehearsed: add --live or --base-url URL`);
}

function liveModel(options: DemoModelOptions, env: Readonly<Record<string, string | undefined>>): DemoModel {
  const key = env['PARLEY_API_KEY'] ?? env['OPENAI_API_KEY'];
  if (key === undefined) throw badInput('--live needs a key: set PARLEY_API_KEY or OPENAI_API_KEY');
  const named = env['PARLEY_MODEL'];
  const model = options.model ?? (named === undefined ? undefined : { provider: 'openai-compatible', model: named });
  if (model === undefined)
    throw badInput('--live needs a model: give --model openai-compatible/NAME or set PARLEY_MODEL');
  if (env['PARLEY_PRICES'] === undefined) {
    throw badInput(
      `--live keeps to a cost cap, which takes prices: set PARLEY_PRICES to a JSON file such as {"${model.provider}/${model.model}": {"input": 250000, "output": 2000000}} (micro-dollars per million tokens)`,
    );
  }
  const baseUrl = env['PARLEY_BASE_URL'] ?? VENDOR_URL;
  return { kind: 'live', options: { ...options, model, baseUrl }, env: { PARLEY_API_KEY: key } };
}
