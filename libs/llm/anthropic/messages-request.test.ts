import { describe, expect, it } from '@jest/globals';
import { modelRequest, modelSpec } from '../testing/model-request.js';
import { packParts } from '../vendor-parts.js';
import { messagesRequest } from './messages-request.js';

const LOOK_UP = { name: 'look_up', description: 'Looks up', parameters: { type: 'object' } };
const CACHED = { type: 'ephemeral' };
const CALLS = [
  { callId: 'c1', name: 'look_up', arguments: '{"broken' },
  { callId: 'c2', name: 'look_up', arguments: '' },
];

describe('messagesRequest', () => {
  it('is the conversation in turns, with all results of a turn in one and marks for the cache', () => {
    const request = modelRequest({
      model: modelSpec({ parameters: { maxOutputTokens: 50 } }),
      messages: [
        { role: 'user', text: 'Hello' },
        { role: 'user', text: 'again' },
        { role: 'assistant', text: '', calls: CALLS },
        { role: 'tool', callId: 'c1', name: 'look_up', text: 'one' },
        { role: 'tool', callId: 'c2', name: 'look_up', text: '' },
        { role: 'user', text: 'Go on' },
      ],
      tools: [LOOK_UP],
      toolChoice: 'required',
    });
    expect(messagesRequest(request, 'anthropic')).toEqual({
      model: 'test-model',
      max_tokens: 50,
      tools: [{ name: 'look_up', description: 'Looks up', input_schema: { type: 'object' } }],
      tool_choice: { type: 'any' },
      system: [{ type: 'text', text: 'You are a test.', cache_control: CACHED }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Hello' },
            { type: 'text', text: 'again' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'c1', name: 'look_up', input: { unreadable: '{"broken' } },
            { type: 'tool_use', id: 'c2', name: 'look_up', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'c1', content: 'one' },
            { type: 'tool_result', tool_use_id: 'c2', content: '' },
            { type: 'text', text: 'Go on' },
          ],
        },
      ],
      cache_control: CACHED,
    });
  });

  it('marks the last tool where there is no system prompt, and limits the output where no limit is given', () => {
    const body = messagesRequest(modelRequest({ system: '', tools: [LOOK_UP, LOOK_UP] }), 'anthropic');
    expect(body.tools?.map((tool) => tool.cache_control)).toEqual([undefined, CACHED]);
    expect(body.tool_choice).toEqual({ type: 'auto' });
    expect(body.max_tokens).toBe(4_096);
    expect(body).not.toHaveProperty('thinking');
  });

  it('hands thinking back where it stood, and lets the vendor leave it out if the prompt has changed', () => {
    const thinking = { type: 'thinking', thinking: '', signature: 'opaque' };
    const call = { id: 'c1', name: 'look_up', arguments: '{"q":1}' };
    const parts = packParts('m', [{ part: thinking }, { part: { citations: null }, text: 'Hm.' }, { part: {}, call }]);
    const calls = [{ callId: 'c1', name: 'look_up', arguments: '{"q":1}' }];
    const messages = [{ role: 'assistant' as const, text: 'Hm.', calls, vendor: { provider: 'anthropic', parts } }];
    const body = messagesRequest(modelRequest({ messages }), 'anthropic');
    expect(body.messages[0]?.content).toEqual([
      thinking,
      { citations: null, type: 'text', text: 'Hm.' },
      { type: 'tool_use', id: 'c1', name: 'look_up', input: { q: 1 } },
    ]);
    expect(body.thinking).toEqual({
      type: 'adaptive',
      block_binding: { prefix_mismatch_behavior: 'drop_block' },
    });
  });

  it('asks for what it cannot hold an answer to in words, and refuses a schema that says nothing', () => {
    const formatOf = (schema: Readonly<Record<string, unknown>>) =>
      messagesRequest(modelRequest({ output: { name: 'verdict', schema } }), 'anthropic').output_config?.format?.schema;
    expect(formatOf({ type: 'object', properties: { share: { type: 'number', maximum: 1 } } })).toEqual({
      type: 'object',
      properties: { share: { type: 'number', description: '{maximum: 1}' } },
      additionalProperties: false,
    });
    expect(() => formatOf({ type: 'object', properties: { share: {} } })).toThrow('the schema "verdict"');
  });

  it('sends no turn that says nothing', () => {
    const messages = [
      { role: 'user' as const, text: 'Hello' },
      { role: 'assistant' as const, text: ' ', calls: [] },
      { role: 'user' as const, text: 'Well?' },
    ];
    expect(messagesRequest(modelRequest({ messages }), 'anthropic').messages).toHaveLength(1);
  });
});
