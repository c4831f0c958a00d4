import { priceKey, type ModelSpec } from '#events';
import type { ModelDelta, Provider } from './port.js';

/**
 * Asks some models for whole answers also where a stream is wanted, which then brings the answer alone: for servers that
 * cannot stream with tools, and accounts that may not. `names` are `provider/model`, or `provider` for all its models.
 */
export function withWholeAnswers(provider: Provider, names: readonly string[]): Provider {
  const chosen = new Set(names);
  const isChosen = (model: ModelSpec) => chosen.has(model.provider) || chosen.has(priceKey(model));
  return {
    name: provider.name,
    complete: (request) => provider.complete(request),
    stream: (request) => (isChosen(request.model) ? whole(provider, request) : provider.stream(request)),
  };
}

async function* whole(provider: Provider, request: Parameters<Provider['complete']>[0]): AsyncGenerator<ModelDelta> {
  yield { answer: await provider.complete(request) };
}
