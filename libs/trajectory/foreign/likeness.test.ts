import { describe, expect, it } from '@jest/globals';
import { DIALECTS, inspected, inspectedRuns, spanScript, talk, type Dialect } from '../testing/index.js';

/** As model servers give it that always answer with one id, or draw it from a few. */
const constantId = (dialect: Dialect) => ({
  [dialect === 'ai_sdk' ? 'ai.response.id' : 'gen_ai.response.id']: 'chatcmpl-1',
});

describe.each(DIALECTS)('what only looks like something else, in %s', (dialect) => {
  const attributes = constantId(dialect);

  it('calls that were given one id, one after the other or at once, are several', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    for (const at of [1, 20, 20]) script.model({ parent: agent, at, for: 8, attributes });
    expect(inspected(script)).toMatchObject({ turns: 3, tokens: { input: 300, output: 30 } });
  });

  it('runs whose calls were given one id are several', () => {
    const script = spanScript(dialect);
    for (const trace of ['1', '2'])
      script.model({ parent: script.agent('ann', { trace, at: 0 }), trace, at: 1, attributes });
    expect(inspectedRuns(script)).toHaveLength(2);
  });

  it.each(['transfer_funds', 'switch_lights', 'escalate', 'route_call'])('a tool named %s is a tool', (tool) => {
    const script = spanScript(dialect);
    const root = script.step('pipeline', { at: 0, for: 100 });
    const first = script.agent('ann', { parent: root, at: 1, for: 30 });
    script.model({ parent: first, at: 2, asks: [tool] });
    script.tool(tool, { parent: first, at: 10 });
    script.model({ parent: first, at: 20, says: 'Done.' });
    script.model({ parent: script.agent('ben', { parent: root, at: 40, for: 20 }), at: 41, says: 'Good.' });
    const run = inspected(script);
    expect(run.toolCalls).toEqual([{ agent: 'ann', name: tool, ok: true }]);
    expect(run.messages).toEqual([]);
  });

  it('a tool of the same names is one also where no tool has a span', () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, at: 1, asks: ['transfer_funds'] });
    script.model({ parent: agent, at: 20, says: 'Done.' });
    expect(inspected(script).toolCalls).toEqual([{ agent: 'ann', name: 'transfer_funds', ok: true }]);
  });

  it('a tool whose arguments hold the name of an agent is a tool', () => {
    const script = spanScript(dialect);
    const root = script.step('pipeline', { at: 0, for: 100 });
    const first = script.agent('ann', { parent: root, at: 1, for: 30 });
    script.model({ parent: first, at: 2 });
    script.tool('sort_files', { parent: first, at: 10, given: '{"target":"ben"}', result: 'sorted' });
    script.model({ parent: first, at: 20, says: 'Done.' });
    script.model({ parent: script.agent('ben', { parent: root, at: 40, for: 20 }), at: 41, says: 'Good.' });
    const run = inspected(script);
    expect([run.toolCalls.map(({ name }) => name), talk(run)]).toEqual([['sort_files'], []]);
  });

  it("a user's tool named final_answer is a tool where the agent goes on after it", () => {
    const script = spanScript(dialect);
    const agent = script.agent('ann', { for: 100 });
    script.model({ parent: agent, at: 1 });
    script.tool('final_answer', { parent: agent, at: 10 });
    script.model({ parent: agent, at: 20 });
    script.tool('final_answer', { parent: agent, at: 30 });
    expect(inspected(script).toolCalls).toHaveLength(1);
  });
});

describe('families', () => {
  it('are told apart where two instrumentations report runs of one session', () => {
    const session = { 'session.id': 's' };
    const [old, present] = [spanScript('openllmetry'), spanScript('gen_ai', 100)];
    old.model({ parent: old.agent('ann', { for: 50, attributes: session }) });
    present.model({
      usage: [7, 7],
      trace: '2',
      parent: present.agent('ben', { for: 50, trace: '2', attributes: session }),
    });
    expect(inspectedRuns(old, present).map(({ family }) => family)).toEqual(['gen_ai+openllmetry']);
  });

  it('are one where OpenLLMetry puts only the names of OpenTelemetry on its calls', () => {
    const script = spanScript('openllmetry');
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'm',
      'gen_ai.usage.input_tokens': 1,
      'gen_ai.usage.output_tokens': 1,
    };
    const agent = script.agent('ann', { for: 50 });
    script.step('openai.chat', { parent: agent, attributes, scope: 'sdk' });
    expect(inspected(script)).toMatchObject({ family: 'openllmetry' });
  });
});
