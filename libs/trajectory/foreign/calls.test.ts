import { describe, expect, it } from '@jest/globals';
import { DIALECTS, inspected, inspectedRuns, spanScript } from '../testing/index.js';

describe.each(DIALECTS)('model calls in %s', (dialect) => {
  it('count once when two instrumentations report them, one inside the other', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    for (const at of [1, 20]) {
      const outer = script.model({ parent: agent, at, for: 8, scope: 'framework' });
      script.model({ parent: outer, at: at + 1, for: 6, scope: 'sdk' });
    }
    expect(inspected(script)).toMatchObject({ turns: 2, tokens: { input: 200, output: 20 } });
  });

  it('count once when another instrumentation reports them in traces of their own', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { at: 0, for: 100 });
    for (const at of [1, 20]) {
      script.model({ parent: agent, at, for: 8, usage: [at, 1] });
      script.model({ at: at + 1, for: 6, usage: [at, 1], scope: 'sdk', trace: String(at + 7) });
    }
    expect(inspected(script)).toMatchObject({ turns: 2, agents: [{ name: 'ann', turns: 2 }] });
  });

  it('count once where one of two counts the output of a stream wrongly: the inner is believed, and it is said', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { at: 0, for: 100 });
    const attributes = { 'gen_ai.response.id': 'r1' };
    script.model({ parent: agent, at: 1, for: 20, usage: [100, 11], scope: 'framework', attributes });
    script.model({ parent: agent, at: 2, for: 18, usage: [100, 10], scope: 'sdk', attributes });
    const run = inspected(script);
    expect(run).toMatchObject({ turns: 1, tokens: { input: 100, output: 10 } });
    expect(run.unknown).toEqual(['tokens: 1 model calls are counted differently by two instrumentations']);
  });

  it('are the innermost that report usage: sums on what holds them are none', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    const loop = script.model({ parent: agent, for: 50, usage: [200, 20] });
    script.model({ parent: script.step('step 1', { parent: loop }) });
    script.model({ parent: script.step('step 2', { parent: loop }) });
    expect(inspected(script)).toMatchObject({ turns: 2, tokens: { input: 200, output: 20 } });
  });

  it('leave out helpers that show nothing of an answer beside one that does', () => {
    const script = spanScript(dialect);
    const step = script.step('step', { parent: script.agent('ann', { for: 100 }), for: 50 });
    script.model({ parent: step, usage: null });
    script.model({ parent: step });
    expect(inspected(script)).toMatchObject({ turns: 1, unknown: [] });
  });

  it('leave out a helper beside a call that failed', () => {
    const script = spanScript(dialect);
    const step = script.step('step', { parent: script.agent('ann', { for: 100 }), for: 50 });
    script.model({ parent: step, usage: null, name: 'prepare' });
    script.model({ parent: step, usage: null, error: 'overloaded' });
    expect(inspected(script)).toMatchObject({ turns: 0, errors: [{ agent: 'ann', kind: 'model' }] });
  });

  it('are no turns where all that tells of the failure is why they finished: the agent above says the reason', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100, error: 'overloaded' });
    const attributes = { 'gen_ai.response.finish_reasons': ['error'] };
    script.model({ parent: script.step('step 1', { parent: agent, for: 50 }), usage: null, attributes });
    expect(inspected(script)).toMatchObject({
      turns: 0,
      errors: [{ agent: 'ann', kind: 'model', message: 'overloaded' }],
    });
  });

  it('count without usage, and say that tokens are unknown', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, usage: null });
    script.model({ parent: agent, usage: null });
    const run = inspected(script);
    expect(run).toMatchObject({ turns: 2, tokens: { input: null, output: null } });
    expect(run.unknown).toEqual([expect.stringMatching(/^tokens: 2 of 2 model calls report no usage/)]);
  });

  it('may be several in one span around runs of tools, also past steps, which is said', () => {
    const script = spanScript('gen_ai');
    const attributes = { 'gen_ai.operation.name': 'agent.run', 'gen_ai.agent.id': 'ann' };
    const agent = script.step('agent.ann', { at: 0, for: 90, attributes });
    const loop = script.model({ parent: agent, at: 1, for: 80 });
    script.tool('look', { parent: script.step('step: 0', { parent: loop, at: 10, for: 20 }), at: 15 });
    const run = inspected(script);
    expect(run.agents.map(({ name }) => name)).toEqual(['ann']);
    expect(run.unknown).toContainEqual(expect.stringMatching(/^turns: a model span holds runs of tools/));
  });

  it('are no turns where they failed, and no errors where a later one made good', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, usage: null, error: 'rate limit' });
    script.model({ parent: agent });
    expect(inspected(script)).toMatchObject({ turns: 1, errors: [] });
  });

  it('are one error where all attempts at a turn failed', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100, error: 'gave up' });
    for (let attempt = 1; attempt <= 3; attempt++) script.model({ parent: agent, usage: null, error: 'rate limit' });
    expect(inspected(script)).toMatchObject({
      turns: 0,
      agents: [{ name: 'ann', turns: 0, inputTokens: 0 }],
      errors: [{ agent: 'ann', kind: 'model', message: 'rate limit' }],
    });
  });

  it('belong to the agent around them, not to the one that their own span names', () => {
    const script = spanScript(dialect);
    script.model({ parent: script.agent('ann', { for: 50 }), agent: 'placeholder' });
    expect(inspected(script).agents).toMatchObject([{ name: 'ann', turns: 1 }]);
  });

  it('belong to the named agent around turns that are told as agents without names', () => {
    const script = spanScript('gen_ai');
    const ann = script.agent('ann', { at: 0, for: 100 });
    const turn = (at: number) => {
      const attributes = { 'gen_ai.agent.name': '', 'gen_ai.operation.name': 'invoke_agent' };
      const parent = script.step('invoke_agent', { parent: ann, at, for: 30, attributes });
      script.model({ parent, at: at + 1 });
      script.tool('look', { parent, at: at + 10 });
    };
    turn(1);
    turn(50);
    const run = inspected(script);
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([['ann', 2]]);
    expect([run.toolCalls.map(({ agent }) => agent), run.messages]).toEqual([['ann', 'ann'], []]);
  });

  it('belong to the agent of which metadata of the AI SDK speak, rather than to the function', () => {
    const script = spanScript('ai_sdk');
    const attributes = { 'ai.telemetry.metadata.agent': 'ann' };
    script.model({ parent: script.agent('generate', { attributes }), attributes });
    expect(inspected(script).agents.map(({ name }) => name)).toEqual(['ann']);
  });

  it('belong to the agents that they name where nothing else tells, or one span holds several', () => {
    const script = spanScript(dialect);
    const team = script.agent('team', { for: 100 });
    for (const agent of ['ann', 'ben', 'ann']) script.model({ parent: team, agent });
    expect(inspected(script).agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['ann', 2],
      ['ben', 1],
    ]);
  });
});

describe('tool calls', () => {
  it.each(DIALECTS)('count once in %s, and failed if one of their spans says so', (dialect) => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent });
    const outer = script.tool('look', { parent: agent, for: 20, result: 'no such site', scope: 'framework' });
    script.tool('look', { parent: outer, error: 'no such site', scope: 'core' });
    script.model({ parent: agent });
    expect(inspected(script).toolCalls).toEqual([{ agent: 'ann', name: 'look', ok: false }]);
  });

  it.each([
    ['{"status":"error","message":"none"}', false],
    ["{'status': 'error'}", false],
    ['{"isError":true,"content":[]}', false],
    ['{"error":"none"}', false],
    ['{"error":true,"message":"Tool input validation failed for look","validationErrors":{}}', false],
    ['Error: no such site', false],
    ['ValueError: no such site', false],
    ['Error executing tool look', false],
    ['{"type":"tool","data":{"content":"x","status":"error"}}', false],
    ['{"status":"success"}', true],
    ['{"error":null,"value":3}', true],
    ['{"error":false,"value":3}', true],
    ['Errors were rare in 2024.', true],
    ['The error rate is 3 %.', true],
  ])('that gave back %s', (result, ok) => {
    const script = spanScript('gen_ai');
    script.tool('look', { parent: script.agent('ann', { for: 50 }), result });
    expect(inspected(script).toolCalls).toEqual([{ agent: 'ann', name: 'look', ok }]);
  });

  it('failed where only the type of an error tells so', () => {
    const script = spanScript('gen_ai');
    const parent = script.agent('ann', { for: 50 });
    script.tool('look', { parent, attributes: { 'error.type': 'ExecutionError' } });
    expect(inspected(script).toolCalls).toEqual([{ agent: 'ann', name: 'look', ok: false }]);
  });

  it('are read from messages where no tool has a span', () => {
    const script = spanScript('gen_ai');
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, asks: ['look', 'sum'] });
    const heard = [
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_0', response: 'Error: none' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'call_1', response: '3' }] },
    ];
    script.model({ parent: agent, attributes: { 'gen_ai.input.messages': JSON.stringify(heard) } });
    expect(inspected(script).toolCalls).toEqual([
      { agent: 'ann', name: 'look', ok: false },
      { agent: 'ann', name: 'sum', ok: true },
    ]);
  });

  it('have the name that was asked for where their spans name a class', () => {
    const run = (asks?: readonly string[]) => {
      const script = spanScript('gen_ai');
      const agent = script.agent('ann', { for: 100 });
      script.model({ parent: agent, ...(asks && { asks }) });
      script.tool('DynamicStructuredTool', { parent: agent, result: '1' });
      script.tool('DynamicStructuredTool', { parent: agent, result: '2' });
      script.model({ parent: agent });
      return inspected(script);
    };
    expect(run(['look', 'sum']).toolCalls.map(({ name }) => name)).toEqual(['look', 'sum']);
    expect(run().unknown).toEqual(['toolCalls: 2 name only the class of the tool']);
  });

  it('say what they cannot tell without content', () => {
    const script = spanScript('gen_ai');
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, attributes: { 'gen_ai.response.finish_reasons': ['tool_calls'] } });
    script.model({ parent: agent });
    expect(inspected(script).unknown).toEqual([expect.stringMatching(/^toolCalls: models asked for tools 1 times/)]);
  });

  it('are missing after some requests, though others are shown', () => {
    const script = spanScript('gen_ai');
    const asking = { attributes: { 'gen_ai.response.finish_reasons': ['tool_calls'] } };
    const agent = script.agent('ann', { at: 0, for: 100 });
    script.model({ parent: agent, at: 1, ...asking });
    script.tool('look', { parent: agent, at: 10, result: 'sunny' });
    script.model({ parent: agent, at: 20, ...asking });
    script.model({ parent: agent, at: 40, ...asking });
    expect(inspected(script).unknown).toEqual([expect.stringMatching(/^toolCalls: models asked for tools 1 times/)]);
  });

  it('are told by the words on the span around the one of the SDK, which has none', () => {
    const script = spanScript('openinference');
    const agent = script.agent('ann', { at: 0, for: 100 });
    const outer = script.model({ parent: agent, at: 1, for: 20, asks: ['look'], scope: 'framework' });
    script.model({ parent: outer, at: 2, for: 18, scope: 'sdk' });
    script.model({ parent: agent, at: 40 });
    expect(inspected(script)).toMatchObject({ turns: 2, toolCalls: [{ agent: 'ann', name: 'look', ok: true }] });
  });

  it('are no requests that others worked for, where no tool has a span', () => {
    const script = spanScript('openllmetry');
    const lead = script.agent('lead', { at: 0, for: 100 });
    script.model({ parent: lead, at: 1, asks: ['ask_worker', 'look'] });
    const worker = script.agent('worker', { parent: lead, at: 20, for: 20 });
    script.model({ parent: worker, at: 21, says: 'Found it.' });
    script.model({ parent: lead, at: 50, says: 'Done.' });
    const { toolCalls, messages } = inspected(script);
    expect(toolCalls).toEqual([{ agent: 'lead', name: 'look', ok: true }]);
    expect(messages.map(({ kind }) => kind)).toEqual(['delegate', 'report']);
  });

  it('are all that is left of a process that died before its agents ended, which is said', () => {
    const script = spanScript('gen_ai');
    script.tool('look', { parent: 'f'.repeat(16), result: 'sunny' });
    expect(inspected(script).unknown).toEqual([
      expect.stringMatching(/^run: 1 spans name a parent that is missing/),
      expect.stringMatching(/^turns: no span shows a model call/),
      expect.stringMatching(/^agents: no span shows one at work/),
    ]);
  });
});

describe('a framework that tells of steps alone', () => {
  it('leaves a run of which hardly anything is known, which is said', () => {
    const script = spanScript('openinference');
    script.step('Agent.run', { parent: script.step('Pipeline.run', { at: 0, for: 50 }) });
    const run = inspected(script);
    expect(run).toMatchObject({ turns: 0, agents: [], toolCalls: [], messages: [] });
    expect(run.unknown).toEqual([
      expect.stringMatching(/^turns: no span shows a model call/),
      expect.stringMatching(/^agents: no span shows one at work/),
    ]);
  });
});

describe('errors', () => {
  it('are none where a framework raises to pass control', () => {
    const script = spanScript('openinference');
    const agent = script.agent('ann', { for: 100, error: "ParentCommand(Command(graph='x'))" });
    script.model({ parent: agent });
    expect(inspected(script).errors).toEqual([]);
  });

  it('are told where they began, not on all that was around', () => {
    const script = spanScript('gen_ai');
    const root = script.step('workflow', { for: 200, error: 'tool failed' });
    const agent = script.agent('ann', { parent: root, for: 100, error: 'tool failed' });
    script.model({ parent: agent });
    script.tool('look', { parent: agent, error: 'disk full' });
    expect(inspected(script).errors).toEqual([{ agent: 'ann', kind: 'tool', message: 'look failed: disk full' }]);
  });

  it('are of the agent or the run where nothing below explains them', () => {
    const script = spanScript('gen_ai');
    const root = script.step('workflow', { for: 200, error: 'budget is spent' });
    script.model({ parent: script.agent('ann', { parent: root, for: 100 }) });
    expect(inspected(script).errors).toEqual([{ agent: null, kind: 'run', message: 'budget is spent' }]);
  });
});

describe('mixed traces', () => {
  it('are read span by span, and joined by their ids', () => {
    const [outer, inner] = [spanScript('openinference'), spanScript('gen_ai', 100)];
    const agent = outer.agent('ann', { at: 0, for: 100 });
    inner.model({ parent: agent, at: 2 });
    const [run] = inspectedRuns(outer, inner);
    expect(run).toMatchObject({ family: 'gen_ai', turns: 1, agents: [{ name: 'ann' }] });
  });
});
