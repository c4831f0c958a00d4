import type { ModelParameters, ModelSpec } from '#events';
import { ProviderError } from './port.js';

/** Parameters that a vendor's API has no place for, or refuses for every model. */
const REFUSED: Readonly<Record<string, readonly (keyof ModelParameters)[]>> = {
  openai: ['seed'],
  anthropic: ['temperature', 'topP', 'seed'],
};
/** Providers whose keys must not go to another address than their own. */
const AT_HOME: ReadonlySet<string> = new Set(['openai', 'anthropic', 'google']);

type AskedModel = Pick<ModelSpec, 'provider' | 'baseUrl' | 'parameters'>;

/** What a model asks for and its provider cannot do, by field; empty for a model that can be asked. */
export function unsupportedIn({ provider, baseUrl, parameters }: AskedModel): readonly {
  readonly field: string;
  readonly message: string;
}[] {
  const refused = (REFUSED[provider] ?? []).filter((name) => parameters[name] !== undefined);
  const problems = refused.map((name) => ({
    field: `parameters.${name}`,
    message: `is not taken by ${provider}: leave it out`,
  }));
  if (baseUrl === undefined || !AT_HOME.has(provider)) return problems;
  const message = `is fixed for ${provider}, as its key goes nowhere else: leave it out, or use openai-compatible`;
  return [...problems, { field: 'baseUrl', message }];
}

/**
 * A parameter that would silently have no effect is an error.
 * @throws ProviderError
 */
export function refuseUnsupported(model: AskedModel): void {
  const problems = unsupportedIn(model);
  if (problems.length === 0) return;
  const text = problems.map(({ field, message }) => `model.${field} ${message}`).join('; ');
  throw new ProviderError('invalid_request', text, { retryable: false });
}

/** The model without the parameters that its provider does not take. */
export function withoutUnsupported(model: ModelSpec): ModelSpec {
  const refused: readonly string[] = REFUSED[model.provider] ?? [];
  const kept = Object.entries(model.parameters).filter(([name]) => !refused.includes(name));
  return { ...model, parameters: Object.fromEntries(kept) };
}
