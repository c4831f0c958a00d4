import { describe, expect, it } from '@jest/globals';
import type { ModelDelta } from './port.js';
import { scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withWholeAnswers } from './with-whole-answers.js';

async function streamed(names: readonly string[]): Promise<readonly ModelDelta[]> {
  const items: ModelDelta[] = [];
  const provider = withWholeAnswers(scripted([{ text: 'Hi' }]), names);
  const request = modelRequest({ model: modelSpec({ provider: 'openai', model: 'gpt-5' }) });
  for await (const item of provider.stream(request)) items.push(item);
  return items;
}

describe('a model that gives whole answers', () => {
  it.each(['openai', 'openai/gpt-5'])('named as %s says nothing before it', async (name) => {
    expect(await streamed(['anthropic', name])).toMatchObject([{ answer: { text: 'Hi' } }]);
  });

  it('is none of those that are not named', async () => {
    expect(await streamed(['openai/gpt-4', 'gpt-5'])).toMatchObject([{ delta: 'Hi' }, { answer: { text: 'Hi' } }]);
  });
});
