import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ModelAnswer, ModelDelta } from '../port.js';
import { scripted } from '../scripted.js';
import { modelRequest, modelSpec } from '../testing/model-request.js';
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

describe('a model whose server holds it to a schema', () => {
  const bySchema = { ...request, model: modelSpec({ calling: 'json-schema' }) };
  const answered = (text: string, over: Partial<typeof request> = {}) =>
    withJsonCalls(scripted([{ text }])).complete({ ...bySchema, ...over });

  it('answers with an object of what it says and calls, each call by the schema of its tool', async () => {
    const inner = scripted([{}]);
    await withJsonCalls(inner).complete(bySchema);
    const [sent] = inner.requests;
    expect(sent).toMatchObject({ tools: [], toolChoice: 'none', output: { name: 'turn' } });
    expect(sent?.system).toContain('- look_up: Does look_up.');
    expect(sent?.system).toContain('leave the list of calls empty');
    const validate = new Ajv().compile(sent?.output?.schema ?? {});
    const turn = (calls: readonly object[]) => validate({ text: 'Hm.', calls });
    expect(turn([])).toBe(true);
    expect(turn([{ name: 'look_up', arguments: { q: 1 } }])).toBe(true);
    expect(turn([{ name: 'look_down', arguments: {} }])).toBe(false);
    expect(turn([{ name: 'look_up', arguments: 'q' }])).toBe(false);
    expect(validate({ calls: [] })).toBe(false);
  });

  it('has to call where it must, and is held to nothing where it may not', async () => {
    const inner = scripted([{}, {}]);
    await withJsonCalls(inner).complete({ ...bySchema, toolChoice: 'required' });
    await withJsonCalls(inner).complete({ ...bySchema, toolChoice: 'none' });
    expect(inner.requests[0]?.output?.schema).toMatchObject({ properties: { calls: { minItems: 1 } } });
    expect(inner.requests[0]?.system).toContain('Make at least one call.');
    expect(inner.requests[1]).not.toHaveProperty('output');
  });

  it('reads its earlier answers as it gave them', async () => {
    const inner = scripted([{}]);
    const calls = [{ callId: 'c', name: 'look_up', arguments: '{"q":1}' }];
    await withJsonCalls(inner).complete({ ...bySchema, messages: [{ role: 'assistant', text: 'Hm.', calls }] });
    expect(inner.requests[0]?.messages).toEqual([
      { role: 'assistant', text: '{"text":"Hm.","calls":[{"name":"look_up","arguments":{"q":1}}]}', calls: [] },
    ]);
  });

  it('is read', async () => {
    expect(await answered('{"text":"Hm.","calls":[{"name":"look_up","arguments":{"q":1}}]}')).toMatchObject({
      text: 'Hm.',
      calls: [{ callId: 'solo.1.1', name: 'look_up', arguments: '{"q":1}' }],
      finishReason: 'tool_calls',
    });
    expect(await answered('{"text":"It is 42.","calls":[]}')).toMatchObject({ text: 'It is 42.', calls: [] });
  });

  it.each([
    ['a fenced block', `Hm. ${fenced('{"calls":[{"name":"look_up"}]}')}`, 'Hm.', 1],
    ['plain words', 'It is 42.', 'It is 42.', 0],
    [
      'an object that is cut off',
      '{"text":"Hm.","calls":[{"name":"look_up","argum',
      '{"text":"Hm.","calls":[{"name":"look_up","argum',
      0,
    ],
  ])('is read also where its server did not hold it to that: %s', async (_, text, said, count) => {
    const { text: read, calls } = await answered(text);
    expect({ read, count: calls.length }).toEqual({ read: said, count });
  });

  it('is not read where it may not call', async () => {
    const text = '{"text":"It is 42.","calls":[]}';
    expect(await answered(text, { toolChoice: 'none' })).toMatchObject({ text, calls: [] });
  });

  it('shows no words while it streams, since they are JSON', async () => {
    const items: ModelDelta[] = [];
    const inner = scripted([{ text: '{"text":"Hm.","calls":[]}' }]);
    for await (const item of withJsonCalls(inner).stream(bySchema)) items.push(item);
    expect(items).toMatchObject([{ delta: '' }, { answer: { text: 'Hm.' } }]);
  });
});
