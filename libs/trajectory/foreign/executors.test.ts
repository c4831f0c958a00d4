import { describe, expect, it } from '@jest/globals';
import { inspected, spanScript, talk } from '../testing/index.js';

const ASKING = { 'gen_ai.response.finish_reasons': ['tool_calls'] };

/** The lead's tools are run by a proxy that calls no model, in spans of its own. */
function proxied(content: boolean) {
  const script = spanScript('gen_ai');
  const chat = script.step('conversation', { at: 0, for: 200 });
  const turn = (agent: string, parent: string, at: number, asks: readonly string[] = []) =>
    script.model({
      parent: script.agent(agent, { parent, at, for: 8 }),
      at: at + 1,
      ...(content && { asks }),
      ...(content && asks.length === 0 && { says: 'All is said.' }),
      attributes: asks.length > 0 ? ASKING : { 'gen_ai.response.finish_reasons': ['stop'] },
    });
  return { script, chat, turn };
}

describe.each([true, false])('tools that a proxy runs (content: %s)', (content) => {
  it('are those of the agent that asked', () => {
    const { script, chat, turn } = proxied(content);
    turn('solo', chat, 10, ['look']);
    script.tool('look', { parent: script.agent('proxy', { parent: chat, at: 20 }), at: 21 });
    turn('solo', chat, 30);
    const run = inspected(script);
    expect(run.toolCalls).toEqual([{ agent: 'solo', name: 'look', ok: true }]);
    expect(run.agents.map(({ name }) => name)).toEqual(['solo']);
  });

  it('call others for the agent that asked', () => {
    const { script, chat, turn } = proxied(content);
    turn('lead', chat, 10, ['ask_worker']);
    const call = script.tool('ask_worker', {
      parent: script.agent('proxy', { parent: chat, at: 20, for: 60 }),
      at: 21,
      for: 58,
    });
    const inner = script.step('conversation', { parent: call, at: 22, for: 50 });
    turn('worker', inner, 23, ['look']);
    script.tool('look', { parent: script.agent('hands', { parent: inner, at: 35 }), at: 36 });
    turn('worker', inner, 45);
    turn('lead', chat, 100);
    const run = inspected(script);
    expect(talk(run)).toEqual(['lead delegate worker', 'worker report lead']);
    expect(run.toolCalls).toEqual([{ agent: 'worker', name: 'look', ok: true }]);
  });

  it('hand over for the agent that asked, under numbered names', () => {
    const { script, chat, turn } = proxied(content);
    turn('triage', chat, 10, ['transfer_to_billing_1']);
    script.tool('transfer_to_billing_1', { parent: script.agent('hands', { parent: chat, at: 20 }), at: 21 });
    turn('billing', chat, 30);
    const run = inspected(script);
    expect(talk(run)).toEqual(['triage handoff billing']);
    expect(run.toolCalls).toEqual([]);
  });
});

it('leaves the tools of an agent whose calls are not shown to it, beside one that runs its own', () => {
  const script = spanScript('gen_ai');
  const root = script.step('workflow', { at: 0, for: 100 });
  const first = script.agent('first', { parent: root, at: 1, for: 20 });
  script.model({ parent: first, at: 2, asks: ['look'] });
  script.tool('look', { parent: first, at: 10 });
  script.tool('look', { parent: script.agent('second', { parent: root, at: 40, for: 20 }), at: 45 });
  expect(inspected(script).toolCalls.map(({ agent }) => agent)).toEqual(['first', 'second']);
});
