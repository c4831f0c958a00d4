import { describe, expect, it } from '@jest/globals';
import type { ModelAnswer, ModelDelta } from './port.js';
import { scripted } from './scripted.js';
import { modelRequest, modelSpec } from './testing/model-request.js';
import { withJsonCalls } from './with-json-calls.js';

const tool = (name: string) => ({ name, description: `Does ${name}.`, parameters: { type: 'object' } });
const request = modelRequest({
  model: modelSpec({ calling: 'json' }),
  tools: [tool('look_up'), tool('submit_answer')],
});
const fenced = (json: string) => '```json\n' + json + '\n```';

async function answerTo(text: string, over: Partial<typeof request> = {}): Promise<ModelAnswer> {
  return withJsonCalls(scripted([{ text }])).complete({ ...request, ...over });
}

describe('a model without tool calling is asked in text', () => {
  it('learns of its tools from the system prompt and is sent none', async () => {
    const inner = scripted([{ text: 'Hi' }]);
    await withJsonCalls(inner).complete(request);
    const [sent] = inner.requests;
    expect(sent?.tools).toEqual([]);
    expect(sent?.system).toContain('You are a test.');
    expect(sent?.system).toContain('- look_up: Does look_up.\n  arguments: {"type":"object"}');
    expect(sent?.system).toContain('{"calls":[{"name":"<tool>","arguments":{}}]}');
    expect(sent?.system).toContain('write plain text');
  });

  it('is told when it must call, and of no tools when it may not', async () => {
    const inner = scripted([{}, {}]);
    await withJsonCalls(inner).complete({ ...request, toolChoice: 'required' });
    await withJsonCalls(inner).complete({ ...request, toolChoice: 'none' });
    expect(inner.requests[0]?.system).toContain('You must call at least one tool.');
    expect(inner.requests[1]?.system).toBe('You are a test.');
  });

  it('reads its earlier calls and their results as text, with user and assistant taking turns', async () => {
    const inner = scripted([{}]);
    const call = { callId: 'c', name: 'look_up' };
    await withJsonCalls(inner).complete({
      ...request,
      messages: [
        { role: 'user', text: 'Go' },
        {
          role: 'assistant',
          text: 'Looking.',
          calls: [
            { ...call, arguments: '{"q":1}' },
            { ...call, arguments: '{oops' },
          ],
        },
        { role: 'tool', callId: 'c', name: 'look_up', text: 'found' },
        { role: 'tool', callId: 'd', name: 'look_up', text: 'not JSON' },
        { role: 'user', text: 'Go on' },
      ],
    });
    expect(inner.requests[0]?.messages).toEqual([
      { role: 'user', text: 'Go' },
      {
        role: 'assistant',
        text: `Looking.\n\n${fenced('{"calls":[{"name":"look_up","arguments":{"q":1}},{"name":"look_up","arguments":"{oops"}]}')}`,
        calls: [],
      },
      { role: 'user', text: 'Result of look_up:\nfound\n\nResult of look_up:\nnot JSON\n\nGo on' },
    ]);
  });

  it('leaves models alone that can call tools', async () => {
    const inner = scripted([{ text: fenced('{"calls":[]}') }]);
    const native = modelRequest({ tools: request.tools });
    expect((await withJsonCalls(inner).complete(native)).text).toContain('calls');
    expect(inner.requests[0]).toBe(native);
  });
});

describe('its answer is read', () => {
  it.each([
    ['a fenced block', fenced('{"calls":[{"name":"look_up","arguments":{"q":1}}]}')],
    ['a block without a language', '```\n{"calls":[{"name":"look_up","arguments":{"q":1}}]}\n```'],
    ['a block that is not closed', '```json\n{"calls":[{"name":"look_up","arguments":{"q":1}}]}'],
    ['bare JSON', ' {"calls":[{"name":"look_up","arguments":{"q":1}}]} '],
    ['one call alone', fenced('{"name":"look_up","arguments":{"q":1}}')],
    ['a list', fenced('[{"name":"look_up","parameters":{"q":1}}]')],
    ['trailing commas', fenced('{"calls":[{"name":"look_up","arguments":{"q":1},},],}')],
    ['arguments as text', fenced('{"calls":[{"name":"look_up","arguments":"{\\"q\\":1}"}]}')],
  ])('from %s', async (_, text) => {
    expect(await answerTo(text)).toMatchObject({
      text: '',
      calls: [{ callId: 'solo.1.1', name: 'look_up', arguments: '{"q":1}' }],
      finishReason: 'tool_calls',
    });
  });

  it('keeps the text around the block, and numbers several calls', async () => {
    const text = `Let me see.\n${fenced('{"calls":[{"name":"look_up"},{"name":"submit_answer","arguments":{"answer":"4"}}]}')}`;
    expect(await answerTo(text)).toMatchObject({
      text: 'Let me see.',
      calls: [
        { callId: 'solo.1.1', name: 'look_up', arguments: '{}' },
        { callId: 'solo.1.2', name: 'submit_answer', arguments: '{"answer":"4"}' },
      ],
    });
  });

  it.each(['Just 42.', fenced('{"result": 42}'), 'Use {braces} freely'])(
    'takes %j as an answer in text',
    async (text) => {
      expect(await answerTo(text)).toMatchObject({ text, calls: [], finishReason: 'stop' });
    },
  );

  it('reads no calls where none may be made', async () => {
    const text = fenced('{"calls":[]}');
    expect(await answerTo(text, { toolChoice: 'none' })).toMatchObject({ text, calls: [] });
  });

  it.each([
    ['names', '{"calls":[{"name":"look_up","arguments":{"q":', 'look_up'],
    ['hides', '{"calls": [{"tool": look_up}]}', 'submit_answer'],
  ])(
    'makes one call with the block verbatim of one that it cannot read and that %s its tool',
    async (_, json, name) => {
      expect((await answerTo(`Hm.\n${fenced(json)}`)).calls).toEqual([{ callId: 'solo.1.1', name, arguments: json }]);
    },
  );

  it('also at the end of a stream', async () => {
    const items: ModelDelta[] = [];
    const inner = scripted([{ text: fenced('{"calls":[{"name":"look_up"}]}') }]);
    for await (const item of withJsonCalls(inner).stream(request)) items.push(item);
    expect(items.at(-1)).toMatchObject({ answer: { text: '', calls: [{ name: 'look_up', arguments: '{}' }] } });
  });
});
