import type { ModelAnswer, ModelDelta, ModelRequest, Provider } from '../port.js';
import { askBySchema } from './ask-by-schema.js';
import { askInJson } from './ask-in-json.js';
import { readBySchema } from './read-by-schema.js';
import { readJsonCalls } from './read-json-calls.js';

/** How a model is asked that cannot call tools, and how its answer is read. */
interface Calling {
  readonly ask: (request: ModelRequest) => ModelRequest;
  readonly read: (answer: ModelAnswer, request: ModelRequest) => ModelAnswer;
  /** Whether what a stream brings is words, before it is read. */
  readonly speaks: boolean;
}

const CALLINGS: Readonly<Record<ModelRequest['model']['calling'], Calling | undefined>> = {
  native: undefined,
  json: { ask: askInJson, read: readJsonCalls, speaks: true },
  'json-schema': { ask: askBySchema, read: readBySchema, speaks: false },
};

/**
 * Lets models without tool calling call tools by answering in JSON, as `model.calling` says; other models are left alone.
 * Deltas of a stream with a fenced block are shown as they come, with the block; the answer at its end is without. An
 * answer that is JSON as a whole is at its end only.
 */
export function withJsonCalls(provider: Provider): Provider {
  return {
    name: provider.name,
    async complete(request): Promise<ModelAnswer> {
      const calling = CALLINGS[request.model.calling];
      if (calling === undefined) return provider.complete(request);
      return calling.read(await provider.complete(calling.ask(request)), request);
    },
    stream(request): AsyncIterable<ModelDelta> {
      const calling = CALLINGS[request.model.calling];
      return calling === undefined ? provider.stream(request) : streamInJson(provider, request, calling);
    },
  };
}

async function* streamInJson(
  provider: Provider,
  request: ModelRequest,
  { ask, read, speaks }: Calling,
): AsyncGenerator<ModelDelta> {
  for await (const item of provider.stream(ask(request))) {
    if ('answer' in item) yield { answer: read(item.answer, request) };
    else yield speaks ? item : { delta: '' };
  }
}
