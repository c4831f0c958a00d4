import { describe, expect, it } from '@jest/globals';
import { inspected, spanScript, talk, type SpanScript } from '../testing/index.js';

/** Metadata as LangChain's instrumentation copies it; no path for the graph itself. */
const at = (path?: string) => ({
  metadata: JSON.stringify({
    ls_integration: 'langgraph',
    ...(path !== undefined && { langgraph_checkpoint_ns: path }),
  }),
});

interface Place {
  readonly script: SpanScript;
  readonly parent?: string;
  readonly path?: string;
  readonly from: number;
}

/** An agent as a graph of its own: one node that talks to the model, one that runs tools. */
function reactGraph({ script, parent, path, from }: Place, name: string, tool: string): void {
  const graph = script.step(name, { parent, at: from, for: 18, attributes: at(path) });
  const inside = (node: string) => at(path === undefined ? `${node}:1` : `${path}|${node}:1`);
  const node = script.step('agent', { parent: graph, at: from + 1, for: 4, attributes: inside('agent') });
  script.model({ parent: node, at: from + 2, for: 2, attributes: inside('agent') });
  const tools = script.step('tools', { parent: graph, at: from + 6, for: 4, attributes: inside('tools') });
  script.tool(tool, { parent: tools, at: from + 7, for: 2, attributes: inside('tools') });
}

describe('a LangGraph', () => {
  it('of one node that talks to the model is an agent of its own name', () => {
    const script = spanScript('openinference');
    reactGraph({ script, from: 0 }, 'solo', 'look');
    expect(inspected(script)).toMatchObject({
      agents: [{ name: 'solo', turns: 1 }],
      toolCalls: [{ agent: 'solo', name: 'look' }],
    });
  });

  it('of graphs has the agents that its nodes are named for', () => {
    const script = spanScript('openinference');
    const root = script.step('crew', { at: 0, for: 200, attributes: at() });
    for (const [nth, [name, tool]] of [
      ['lead', 'transfer_to_helper'],
      ['helper', 'look'],
      ['lead', 'sum'],
    ].entries()) {
      const path = `${name}:${nth}`;
      const parent = script.step(name!, { parent: root, at: 20 * nth, for: 19, attributes: at(path) });
      reactGraph({ script, parent, path, from: 20 * nth }, 'LangGraph', tool!);
    }
    const run = inspected(script);
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['lead', 2],
      ['helper', 1],
    ]);
    expect(talk(run)).toEqual(['lead delegate helper', 'helper report lead']);
  });

  it('of plain nodes that talk to the model has the nodes as agents', () => {
    const script = spanScript('openinference');
    const root = script.step('debate', { at: 0, for: 200, attributes: at() });
    for (const [nth, name] of ['pro', 'con', 'pro', 'con'].entries()) {
      const path = `${name}:${nth}`;
      const node = script.step(name, { parent: root, at: 20 * nth, for: 10, attributes: at(path) });
      script.model({ parent: node, at: 20 * nth + 1, attributes: at(path) });
    }
    expect(talk(inspected(script))).toEqual(['pro peer con', 'con peer pro', 'pro peer con', 'con peer pro']);
  });

  it('with one node between all others is led by it', () => {
    const script = spanScript('openinference');
    const root = script.step('routed', { at: 0, for: 300, attributes: at() });
    for (const [nth, name] of ['router', 'ann', 'router', 'ben', 'router'].entries()) {
      const path = `${name}:${nth}`;
      const parent = script.step(name, { parent: root, at: 20 * nth, for: 19, attributes: at(path) });
      if (name === 'router') script.model({ parent, at: 20 * nth + 1, attributes: at(path) });
      else reactGraph({ script, parent, path, from: 20 * nth }, 'LangGraph', 'look');
    }
    expect(talk(inspected(script))).toEqual([
      'router delegate ann',
      'ann report router',
      'router delegate ben',
      'ben report router',
    ]);
  });

  it.each([
    ['delegated, and says that this is assumed', false, ['lead delegate helper', 'helper error lead']],
    ['been handed the floor by one that was handed it', true, ['lead handoff middle', 'middle handoff helper']],
  ])('of which the last agent dies has %s', (_, isChain, said) => {
    const script = spanScript('openinference');
    const root = script.step('crew', { at: 0, for: 200, error: 'overloaded', attributes: at() });
    const givers = isChain ? ['lead', 'middle'] : ['lead'];
    for (const [nth, name] of givers.entries()) {
      const path = `${name}:${nth}`;
      const parent = script.step(name, { parent: root, at: 20 * nth, for: 19, attributes: at(path) });
      reactGraph({ script, parent, path, from: 20 * nth }, 'LangGraph', `transfer_to_${givers[nth + 1] ?? 'helper'}`);
    }
    const place = { at: 60, error: 'overloaded', attributes: at('helper:9') };
    const helper = script.step('helper', { ...place, parent: root });
    script.model({ ...place, parent: helper, usage: null });
    const run = inspected(script);
    expect(talk(run)).toEqual(said);
    expect(run.unknown.some((text) => text.startsWith('messages: 1 agents died'))).toBe(!isChain);
  });

  it('that says which agent it is has that name, whatever node or task it is called from', () => {
    const script = spanScript('openinference');
    const root = script.step('team', { at: 0, for: 100, attributes: at() });
    for (const [nth, agent] of ['ann', 'ben'].entries()) {
      const [from, path] = [40 * nth, `ask:${nth}`];
      const called = (own?: string) => ({
        metadata: JSON.stringify({ langgraph_checkpoint_ns: own ?? path, lc_agent_name: agent }),
      });
      const task = script.step('ask', { parent: root, at: from, for: 30, attributes: at(path) });
      const graph = script.step(agent, { parent: task, at: from + 1, for: 28, attributes: called() });
      const attributes = called(`${path}|model_request:1`);
      const node = script.step('model_request', { parent: graph, at: from + 2, for: 20, attributes });
      script.model({ parent: node, at: from + 3, attributes });
    }
    expect(inspected(script).agents.map(({ name }) => name)).toEqual(['ann', 'ben']);
  });

  it('in a tool is named by the tool where it has no name', () => {
    const script = spanScript('openinference');
    const lead = script.agent('lead', { at: 0, for: 100 });
    script.model({ parent: lead, at: 1 });
    const parent = script.tool('ask_helper', { parent: lead, at: 10, for: 50 });
    reactGraph({ script, parent, path: 'tools:3', from: 12 }, 'LangGraph', 'look');
    expect(talk(inspected(script))).toEqual(['lead delegate helper', 'helper report lead']);
  });
});

describe('a LangGraph of which only the names of steps are told', () => {
  const named = (name: string, kind = 'task') => ({ 'traceloop.span.kind': kind, 'traceloop.entity.name': name });
  const scope = 'opentelemetry.instrumentation.langchain';

  it('has the agents that its steps are named for, past plumbing and classes', () => {
    const script = spanScript('openllmetry');
    const lead = script.step('lead.workflow', { at: 0, for: 100, scope, attributes: named('lead', 'workflow') });
    const think = (parent: string, at: number) => {
      const node = script.step('agent.task', { parent, at, for: 8, scope, attributes: named('agent') });
      const chain = script.step('chain', { parent: node, at, for: 8, scope, attributes: named('RunnableSequence') });
      script.model({ parent: chain, at: at + 1, scope });
    };
    think(lead, 1);
    const call = script.tool('ask_helper', { parent: lead, at: 20, for: 30, scope });
    think(script.step('helper.task', { parent: call, at: 21, for: 28, scope, attributes: named('helper') }), 22);
    think(lead, 60);
    const run = inspected(script);
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['lead', 2],
      ['helper', 1],
    ]);
    expect(talk(run)).toEqual(['lead delegate helper', 'helper report lead']);
  });

  it('is not looked for in tasks of others', () => {
    const script = spanScript('openllmetry');
    script.model({ parent: script.step('summarise.task', { for: 20, attributes: named('summarise') }) });
    expect(inspected(script).agents.map(({ name }) => name)).toEqual(['unknown']);
  });
});
