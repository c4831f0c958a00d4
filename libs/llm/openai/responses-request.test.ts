import { describe, expect, it } from '@jest/globals';
import { modelRequest, modelSpec } from '../testing/model-request.js';
import { packParts } from '../vendor-parts.js';
import { responsesRequest } from './responses-request.js';

const LOOK_UP = { name: 'look_up', description: 'Looks up', parameters: { type: 'object' } };

describe('responsesRequest', () => {
  it('is the conversation as items, stored nowhere', () => {
    const request = modelRequest({
      model: modelSpec({ model: 'gpt-5', parameters: { temperature: 1, topP: 0.5, maxOutputTokens: 50 } }),
      messages: [
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: 'Hm.', calls: [{ callId: 'c1', name: 'look_up', arguments: '{"broken' }] },
        { role: 'tool', callId: 'c1', name: 'look_up', text: 'found' },
      ],
      tools: [LOOK_UP],
      toolChoice: 'required',
    });
    expect(responsesRequest(request, 'openai')).toEqual({
      model: 'gpt-5',
      instructions: 'You are a test.',
      input: [
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hm.' },
        { type: 'function_call', call_id: 'c1', name: 'look_up', arguments: '{"unreadable":"{\\"broken"}' },
        { type: 'function_call_output', call_id: 'c1', output: 'found' },
      ],
      tools: [{ type: 'function', ...LOOK_UP, strict: false }],
      tool_choice: 'required',
      temperature: 1,
      top_p: 0.5,
      max_output_tokens: 50,
      store: false,
      include: ['reasoning.encrypted_content'],
    });
  });

  it('hands reasoning back where it stood', () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', encrypted_content: 'opaque', summary: [] };
    const call = { id: 'c1', name: 'look_up', arguments: '{}' };
    const parts = packParts('gpt-5', [
      { part: reasoning },
      { part: { phase: 'commentary' }, text: 'Hm.' },
      { part: {}, call },
    ]);
    const { id: callId, ...rest } = call;
    const vendor = { provider: 'openai', parts };
    const messages = [{ role: 'assistant' as const, text: 'Hm.', calls: [{ callId, ...rest }], vendor }];
    expect(responsesRequest(modelRequest({ messages }), 'openai').input).toEqual([
      reasoning,
      { phase: 'commentary', role: 'assistant', content: 'Hm.' },
      { type: 'function_call', call_id: 'c1', name: 'look_up', arguments: '{}' },
    ]);
  });

  it.each(['gpt-4.1-mini', 'gpt-4o', 'ft:gpt-4o:me', 'chatgpt-4o-latest', 'gpt-5-chat-latest'])(
    'asks %s for no reasoning, which it would refuse',
    (model) => {
      expect(responsesRequest(modelRequest({ model: modelSpec({ model }) }), 'openai')).not.toHaveProperty('include');
    },
  );
});
