import { askInJson } from './ask-in-json.js';
import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from './port.js';
import { readJsonCalls } from './read-json-calls.js';

/**
 * Lets models without tool calling (`model.calling` is `json`) call tools by answering in one fenced JSON block; other
 * models are left alone. Deltas of a stream are shown as they come, with the block; the answer at its end is without.
 */
export function withJsonCalls(provider: Provider): Provider {
  return {
    name: provider.name,
    async complete(request): Promise<ModelAnswer> {
      if (request.model.calling === 'native') return provider.complete(request);
      return readJsonCalls(await provider.complete(askInJson(request)), request);
    },
    stream(request): AsyncIterable<ModelDelta> {
      return request.model.calling === 'native' ? provider.stream(request) : streamInJson(provider, request);
    },
  };
}

async function* streamInJson(provider: Provider, request: ModelRequest): AsyncGenerator<ModelDelta> {
  for await (const item of provider.stream(askInJson(request))) {
    yield 'answer' in item ? { answer: readJsonCalls(item.answer, request) } : item;
  }
}
