import { describe, expect, it } from '@jest/globals';
import { inspectionOf } from '../inspection.js';
import { transcriptTrajectory } from './transcript-trajectory.js';

const inspected = (document: unknown) => inspectionOf(transcriptTrajectory(document, 'file')!);

const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });

describe('transcriptTrajectory', () => {
  it("reads OpenAI's messages", () => {
    const run = inspected([
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'How much?' },
      { role: 'assistant', content: null, tool_calls: [call('c1', 'look'), call('c2', 'sum')] },
      { role: 'tool', tool_call_id: 'c2', content: '3' },
      { role: 'tool', tool_call_id: 'c1', content: 'Error: no such site' },
      { role: 'assistant', content: 'Three.' },
    ]);
    expect(run).toMatchObject({
      family: 'transcript',
      runId: 'file',
      turns: 2,
      agents: [{ name: 'assistant', turns: 2, inputTokens: null }],
      toolCalls: [
        { agent: 'assistant', name: 'sum', ok: true },
        { agent: 'assistant', name: 'look', ok: false },
      ],
      messages: [],
      errors: [{ kind: 'tool' }],
    });
  });

  it('reads calls that stand as JSON in the text, and keeps the place of each message', () => {
    const trajectory = transcriptTrajectory(
      {
        id: 'T-1',
        history: [
          { role: 'user', name: null, content: 'Hi' },
          { role: 'assistant', name: null, content: JSON.stringify([call('c1', 'look')]) },
          { role: 'tool', name: 'look', content: '{"Sun": 89}' },
          { role: 'assistant', name: null, content: 'Sunny.' },
        ],
      },
      'file',
    )!;
    expect(trajectory).toMatchObject({ runId: 'T-1', answers: [{ agent: 'assistant', content: 'Sunny.' }] });
    expect(trajectory.steps.map(({ kind, entry }) => [kind, entry])).toEqual([
      ['message', 0],
      ['turn', 1],
      ['tool_call', 2],
      ['turn', 3],
    ]);
  });

  const said = [
    { role: 'human', content: 'Go.' },
    { role: 'Lead (-> Surfer)', content: 'Search.' },
    { role: 'Surfer', content: 'Found.' },
  ];
  it.each([
    ['a history that holds messages', { history: { messages: said } }],
    ['a run within a result', { result: { run: { chat_history: said } } }],
    ['a list within a list', { history: [said] }],
    ['a list that is JSON text', { history: JSON.stringify(said) }],
  ])('finds the messages of %s', (_, document) => {
    expect(inspected(document)).toEqual(inspected({ history: said }));
  });

  it('reads speakers with their addressee, and asides', () => {
    const run = inspected({
      history: [
        { role: 'human', content: 'Go.' },
        { role: 'Lead (thought)', content: 'Hm.' },
        { role: 'Lead (-> Surfer)', content: 'Search.' },
        { role: 'Surfer', content: 'Found.' },
      ],
    });
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['Lead', 2],
      ['Surfer', 1],
    ]);
    expect(run.messages).toEqual([{ from: 'Lead', to: 'Surfer', kind: 'peer' }]);
  });

  it('reads a state of LangGraph, in either way that LangChain dumps messages', () => {
    const run = inspected({
      values: {
        messages: [
          { type: 'human', data: { content: 'Go.' } },
          {
            lc: 1,
            type: 'constructor',
            id: ['langchain', 'schema', 'messages', 'AIMessage'],
            kwargs: {
              content: '',
              name: 'lead',
              tool_calls: [{ name: 'transfer_to_helper', args: {}, id: 'c1', type: 'tool_call' }],
              usage_metadata: { input_tokens: 7, output_tokens: 2 },
            },
          },
          { type: 'tool', content: 'ok', name: 'transfer_to_helper', tool_call_id: 'c1' },
          { type: 'ai', content: 'Done.', name: 'helper' },
        ],
      },
    });
    expect(run).toMatchObject({
      turns: 2,
      agents: [
        { name: 'lead', inputTokens: 7 },
        { name: 'helper', inputTokens: null },
      ],
      messages: [{ from: 'lead', to: 'helper', kind: 'handoff' }],
    });
  });

  it.each([
    [
      "Anthropic's input, with what its cache has apart",
      { input_tokens: 5, cache_read_input_tokens: 20_000, cache_creation_input_tokens: 300 },
      20_305,
    ],
    ["Anthropic's input without a cache", { input_tokens: 5, cache_read_input_tokens: null }, 5],
    ["LangChain's input, which holds its cache", { input_tokens: 5, input_token_details: { cache_read: 4 } }, 5],
    ["OpenAI's input, which holds its cache", { prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 4 } }, 5],
    ["a proxy's, in the words of both", { prompt_tokens: 25, cache_read_input_tokens: 20 }, 25],
  ])('counts %s', (_, usage, input) => {
    const content = [{ type: 'text', text: 'Hello.' }];
    const message = { role: 'assistant', content, usage: { ...usage, output_tokens: 7 } };
    expect(inspected({ messages: [{ role: 'user', content: 'Hi.' }, message] }).tokens).toEqual({ input, output: 7 });
  });

  it("reads AutoGen's events", () => {
    const run = inspected({
      messages: [
        { source: 'user', type: 'TextMessage', content: 'Go.' },
        {
          source: 'ann',
          type: 'ToolCallRequestEvent',
          content: [{ id: 'c1', name: 'look', arguments: '{}' }],
          models_usage: { prompt_tokens: 9, completion_tokens: 1 },
        },
        {
          source: 'ann',
          type: 'ToolCallExecutionEvent',
          content: [{ call_id: 'c1', name: 'look', content: 'no', is_error: true }],
        },
        { source: 'ben', type: 'TextMessage', content: 'Done.' },
      ],
      stop_reason: 'x',
    });
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['ann', 1],
      ['ben', 1],
    ]);
    expect(run.toolCalls).toEqual([{ agent: 'ann', name: 'look', ok: false }]);
    expect(run.unknown).toContainEqual(expect.stringMatching(/^messages:/));
  });

  it("reads CrewAI's output", () => {
    const run = inspected({ raw: 'x', tasks_output: [{ description: 'd', agent: 'Writer\n', raw: 'A draft.' }] });
    expect(run).toMatchObject({ turns: 1, agents: [{ name: 'Writer' }] });
  });

  it("reads Anthropic's blocks", () => {
    const run = inspected({
      messages: [
        { role: 'user', content: 'Go.' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'c1', name: 'look', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'no', is_error: true }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
      ],
    });
    expect(run).toMatchObject({ turns: 2, toolCalls: [{ name: 'look', ok: false }] });
  });

  it('reads other JSON where a mapping says what is where', () => {
    const mapping = { messages: 'log.items', id: 'meta.key', speaker: 'who.name', text: 'said', to: 'addressee' };
    const document = {
      meta: { key: 'k' },
      log: {
        items: [
          { who: { name: 'ann' }, said: 'Hello.', addressee: 'ben' },
          { who: { name: 'ben' }, said: 'Hi.' },
          { who: {} },
        ],
      },
    };
    expect(inspectionOf(transcriptTrajectory(document, 'file', mapping)!)).toMatchObject({
      runId: 'k',
      turns: 2,
      messages: [{ from: 'ann', to: 'ben', kind: 'peer' }],
    });
    expect(transcriptTrajectory({}, 'file', mapping)).toBeUndefined();
  });

  it.each([[null], [7], [[]], [{}], [{ messages: [] }], [{ turns: [{ n: 1, agent: 'a' }] }], [[{ role: 'user' }]]])(
    'finds no transcript in %j',
    (document) => {
      expect(transcriptTrajectory(document, 'file')).toBeUndefined();
    },
  );
});
