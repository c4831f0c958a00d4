import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ModelSpec } from '#events';
import { badInput } from '../cli-error.js';
import { onlyModelAt } from '../server/model-server.js';
import type { Session } from '../session.js';
import { httpUrl } from './http-url.js';

export interface ModelName {
  readonly provider: string;
  readonly model: string;
}
export interface ModelOptions {
  readonly model?: ModelName;
  readonly baseUrl?: string;
  readonly calling?: ModelSpec['calling'];
}

/** `provider/model`; the model's name may hold further slashes. */
export function modelName(text: string): ModelName {
  const [, provider, model] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  if (provider === undefined || model === undefined) {
    throw new InvalidArgumentError(
      'must read provider/model, such as openai-compatible/qwen3 or rehearsal/rehearsal-high',
    );
  }
  return { provider, model };
}

export const withModelOptions = (command: Command): Command =>
  command
    .option('--model <provider/model>', 'model of every agent; default: the one the server is set to', modelName)
    .option(
      '--base-url <url>',
      'an OpenAI-compatible server to ask instead of a vendor',
      httpUrl('http://127.0.0.1:8080/v1'),
    )
    .addOption(new Option('--calling <how>', 'how the model calls tools').choices(['native', 'json', 'json-schema']));

/** What a request says of the model. */
export type ModelRequest = ModelName & Pick<ModelOptions, 'baseUrl' | 'calling'>;

export interface ChosenModel {
  /** Gives a server of our own the same model, and with it the right to send its key there. */
  readonly env: Readonly<Record<string, string>>;
  /** Undefined leaves the model to the server. */
  readonly request: ModelRequest | undefined;
}

/**
 * The model that the options mean; without a name, the base URL is asked for its only one. The request names the base
 * URL in any case, so that a run can be finished by whatever server comes after.
 */
export async function chosenModel(options: ModelOptions, session: Session): Promise<ChosenModel> {
  const { model, baseUrl, calling } = options;
  const how = calling === undefined ? {} : { calling };
  if (baseUrl !== undefined) {
    const name = model ?? { provider: 'openai-compatible', model: await onlyModelAt(baseUrl, session) };
    return {
      env: { PARLEY_BASE_URL: baseUrl, PARLEY_MODEL: name.model },
      request: { ...name, baseUrl, ...how },
    };
  }
  if (model === undefined && calling !== undefined) {
    throw badInput('--calling says how a model calls tools: name the model with --model or --base-url');
  }
  return { env: {}, request: model === undefined ? undefined : { ...model, ...how } };
}
