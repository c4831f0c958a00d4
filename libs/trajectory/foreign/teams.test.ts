import { describe, expect, it } from '@jest/globals';
import { inspectionOf } from '../inspection.js';
import { readOtlp } from '../otlp/read-otlp.js';
import { DIALECTS, inspected, inspectedRuns, spanScript, talk, type Dialect } from '../testing/index.js';
import { foreignTrajectories } from './foreign-trajectories.js';
import { profileOf } from './run-profile.js';

/** A lead that lets others work through tools: `at` is when each began. */
function teamOf(dialect: Dialect, died?: string) {
  const script = spanScript(dialect);
  const lead = script.agent('lead', { at: 0, for: 100 });
  script.model({ parent: lead, at: 1, asks: ['worker'], says: 'Please look.' });
  const call = script.tool('worker', { parent: lead, at: 10, for: 50 });
  const worker = script.agent('worker', { parent: call, at: 11, for: 48, ...(died !== undefined && { error: died }) });
  script.model({
    parent: worker,
    at: 12,
    ...(died === undefined ? { says: 'Found it.' } : { usage: null, error: died }),
  });
  script.model({ parent: lead, at: 70, says: 'All done.' });
  return script;
}

describe.each(DIALECTS)('a team in %s', (dialect) => {
  it('delegates and reports through a tool that is the agent', () => {
    const run = inspected(teamOf(dialect));
    expect(run).toMatchObject({
      family: dialect,
      turns: 3,
      toolCalls: [],
      errors: [],
      tokens: { input: 300, output: 30 },
    });
    expect(run.agents).toEqual([
      { name: 'lead', turns: 2, inputTokens: 200, outputTokens: 20 },
      { name: 'worker', turns: 1, inputTokens: 100, outputTokens: 10 },
    ]);
    expect(talk(run)).toEqual(['lead delegate worker', 'worker report lead']);
  });

  it('gets an error where the worker died', () => {
    const run = inspected(teamOf(dialect, 'overloaded'));
    expect(run.turns).toBe(2);
    expect(talk(run)).toEqual(['lead delegate worker', 'worker error lead']);
    expect(run.errors).toEqual([{ agent: 'worker', kind: 'model', message: 'overloaded' }]);
  });

  it('names the worker by the tool where it has no span of its own', () => {
    const script = spanScript(dialect);
    const lead = script.agent('lead', { for: 100 });
    script.model({ parent: lead });
    const call = script.tool('Delegate work to coworker', { parent: lead, for: 30, given: '{"coworker":"helper"}' });
    script.model({ parent: call });
    script.model({ parent: lead });
    expect(talk(inspected(script))).toEqual(['lead delegate helper', 'helper report lead']);
  });

  it('says that the worker has no name where content is off', () => {
    const script = spanScript(dialect);
    const lead = script.agent('lead', { for: 100 });
    script.model({ parent: lead });
    script.model({ parent: script.tool('Delegate work to coworker', { parent: lead, for: 30 }) });
    script.model({ parent: lead });
    const run = inspected(script);
    expect(talk(run)).toEqual(['lead delegate unknown', 'unknown report lead']);
    expect(run.unknown).toEqual([expect.stringMatching(/^agents: 1 of 3 model calls/)]);
  });

  it('delegates by a tool beside the work, whose arguments are not told', () => {
    const script = spanScript(dialect);
    const lead = script.agent('lead', { at: 0, for: 100 });
    script.model({ parent: lead, at: 1 });
    script.tool('delegate_task_to_member', { parent: lead, at: 10, for: 40 });
    const worker = script.agent('worker', { parent: lead, at: 11, for: 38 });
    script.model({ parent: worker, at: 12 });
    // The worker's span is left open for what its caller does next.
    script.model({ parent: worker, at: 70 });
    const run = inspected(script);
    expect(run.toolCalls).toEqual([]);
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['lead', 2],
      ['worker', 1],
    ]);
    expect(talk(run)).toEqual(['lead delegate worker', 'worker report lead']);
  });

  it('hands over by a tool, and the taker ends the run', () => {
    const script = spanScript(dialect);
    const root = script.step('workflow', { at: 0, for: 100 });
    const first = script.agent('triage', { parent: root, at: 1, for: 20 });
    script.model({ parent: first, at: 2, asks: ['transfer_to_billing'] });
    script.tool('transfer_to_billing', { parent: first, at: 10 });
    const second = script.agent('billing', { parent: root, at: 30, for: 20 });
    script.model({ parent: second, at: 31, says: 'Paid.' });
    expect(talk(inspected(script))).toEqual(['triage handoff billing']);
  });

  it('hands over to two at once, of whom one takes the floor', () => {
    const script = spanScript(dialect);
    const root = script.step('workflow', { at: 0, for: 100 });
    const first = script.agent('triage', { parent: root, at: 1, for: 20 });
    script.model({ parent: first, at: 2 });
    script.tool('transfer_to_account', { parent: first, at: 4 });
    script.model({ parent: first, at: 6, asks: ['transfer_to_billing', 'transfer_to_sales'] });
    script.tool('transfer_to_billing', { parent: first, at: 12 });
    script.tool('transfer_to_sales', { parent: first, at: 13 });
    script.model({ parent: script.agent('billing', { parent: root, at: 30, for: 20 }), at: 31, says: 'Paid.' });
    const run = inspected(script);
    expect(talk(run)).toEqual(['triage handoff billing', 'triage handoff sales']);
    expect(run.toolCalls.map(({ name }) => name)).toEqual(['transfer_to_account']);
  });

  it('takes a hand-off for a delegation where the floor comes back by itself', () => {
    const script = spanScript(dialect);
    const root = script.step('workflow', { at: 0, for: 100 });
    const first = script.agent('lead', { parent: root, at: 1, for: 20 });
    script.model({ parent: first, at: 2 });
    script.tool('transfer_to_worker', { parent: first, at: 10 });
    script.model({ parent: script.agent('worker', { parent: root, at: 30, for: 20 }), at: 31 });
    script.model({ parent: script.agent('lead', { parent: root, at: 60, for: 20 }), at: 61 });
    expect(talk(inspected(script))).toEqual(['lead delegate worker', 'worker report lead']);
  });

  it('takes it for two hand-offs where the taker gives the floor back', () => {
    const script = spanScript(dialect);
    const root = script.step('workflow', { at: 0, for: 100 });
    const alice = script.agent('alice', { parent: root, at: 1, for: 20 });
    script.model({ parent: alice, at: 2 });
    script.tool('transfer_to_bob', { parent: alice, at: 10 });
    const bob = script.agent('bob', { parent: root, at: 30, for: 20 });
    script.model({ parent: bob, at: 31 });
    script.tool('transfer_to_alice', { parent: bob, at: 40 });
    script.model({ parent: script.agent('alice', { parent: root, at: 60, for: 20 }), at: 61 });
    expect(talk(inspected(script))).toEqual(['alice handoff bob', 'bob handoff alice']);
  });

  it('debates in rounds, each told to all others', () => {
    const script = spanScript(dialect);
    const root = script.step('debate', { at: 0, for: 200 });
    for (const [nth, name] of ['ann', 'ben', 'cid', 'ann', 'ben', 'cid'].entries())
      script.model({ parent: script.agent(name, { parent: root, at: nth * 20, for: 10 }), at: nth * 20 + 1 });
    const run = inspected(script);
    expect(run.messages).toHaveLength(12);
    expect(new Set(run.messages.map(({ kind }) => kind))).toEqual(new Set(['peer']));
    expect(run.unknown).toEqual([expect.stringMatching(/^messages: agents worked in rounds/)]);
  });

  it('names no receivers where a crowd works in rounds, and says so', () => {
    const crowd = (members: number) => {
      const script = spanScript(dialect);
      const root = script.step('debate', { at: 0, for: 40 * members });
      for (let nth = 0; nth < 2 * members; nth++) {
        const agent = script.agent(`a${nth % members}`, { parent: root, at: nth * 20, for: 10 });
        script.model({ parent: agent, at: nth * 20 + 1 });
      }
      const [run] = foreignTrajectories([readOtlp(script.payload())]);
      return run!;
    };
    const [team, many] = [crowd(50), crowd(600)];
    expect(inspectionOf(team).messages).toHaveLength(100 * 49);
    expect(many.steps.filter(({ kind }) => kind === 'message')).toHaveLength(1200);
    expect(inspectionOf(many).messages.length).toBe(0);
    expect(many.unknown).toContainEqual(expect.stringMatching(/^messages: too many agents worked in rounds/));
    expect([team, many].map((run) => profileOf(run).architecture)).toEqual(['decentralized', 'decentralized']);
  });

  it('is led by who has the floor before, between and after others that work at once', () => {
    const script = spanScript(dialect);
    const root = script.step('workflow', { at: 0, for: 400 });
    const work = (name: string, at: number, length: number) => {
      const agent = script.agent(name, { parent: root, at, for: length });
      script.model({ parent: agent, at: at + 1, asks: ['submit'] });
    };
    work('lead', 1, 20);
    for (const name of ['ann', 'ben']) work(name, 30, 50);
    work('lead', 100, 20);
    work('ann', 130, 20);
    work('lead', 160, 20);
    const run = inspected(script);
    expect(talk(run).toSorted()).toEqual(
      ['ann', 'ben', 'ann'].flatMap((name) => [`lead delegate ${name}`, `${name} report lead`]).toSorted(),
    );
    expect(run.unknown).toEqual([]);
  });

  it('works at once without a message', () => {
    const script = spanScript(dialect);
    const root = script.step('independent', { at: 0, for: 200 });
    for (const name of ['ann', 'ben', 'cid'])
      script.model({ parent: script.agent(name, { parent: root, at: 1, for: 50 }), at: 2 });
    expect(inspected(script)).toMatchObject({ turns: 3, messages: [], unknown: [] });
  });
});

describe('rounds with a judge at their end', () => {
  const rounds = (asked: string) => {
    const script = spanScript('gen_ai');
    const root = script.step('debate', { at: 0, for: 200 });
    const say = (name: string, at: number, says: string, heard = '[]') => {
      const agent = script.agent(name, { parent: root, at, for: 10 });
      script.model({ parent: agent, at: at + 1, says, attributes: { 'gen_ai.input.messages': heard } });
    };
    for (const round of [0, 1])
      for (const [nth, name] of ['ann', 'ben'].entries()) say(name, 40 * round + 20 * nth, words(name, round));
    // Begins before the clock says that what it is asked about was said.
    say('judge', 69, 'Ann is right.', asked);
    return talk(inspected(script));
  };
  const words = (name: string, round: number) => `In round ${round} it is the opinion of ${name} that this is so.`;
  const debate = ['ann peer ben', 'ben peer ann', 'ann peer ben', 'ben peer ann'];

  it('tell the judge what it is asked about, and the judge nobody', () => {
    const asked = JSON.stringify([{ role: 'user', content: `${words('ann', 1)} But: ${words('ben', 1)}` }]);
    expect(rounds(asked).toSorted()).toEqual([...debate, 'ann peer judge', 'ben peer judge'].toSorted());
    expect(rounds('[]')).toEqual(debate);
  });
});

describe('agents one after the other', () => {
  const pipeline = (heard: string, says?: string) => {
    const script = spanScript('gen_ai');
    const root = script.step('pipeline', { at: 0, for: 200 });
    const first = script.agent('ann', { parent: root, at: 1, for: 20 });
    script.model({ parent: first, at: 2, ...(says !== undefined && { says }) });
    const second = script.agent('ben', { parent: root, at: 30, for: 20 });
    script.model({ parent: second, at: 31, attributes: { 'gen_ai.input.messages': heard } });
    return inspected(script);
  };

  it('spoke where the words of one are in what the other was asked', () => {
    const words = 'The second site has more sun than the first.';
    expect(talk(pipeline(JSON.stringify([{ role: 'user', content: words }]), words))).toEqual(['ann peer ben']);
    expect(talk(pipeline('[]', words))).toEqual([]);
  });

  it('are unknown to each other without content', () => {
    expect(pipeline('').unknown).toEqual([expect.stringMatching(/^messages: agents worked one beside the other/)]);
  });
});

describe('traces that lost something', () => {
  it('keeps what a missing root has below it together', () => {
    const script = spanScript('gen_ai');
    const parent = 'f'.repeat(16);
    script.model({ parent });
    const call = script.tool('worker', { parent, for: 30 });
    script.model({ parent: script.agent('worker', { parent: call, for: 20 }) });
    script.model({ parent });
    const run = inspected(script);
    expect(run.agents.map(({ name, turns }) => [name, turns])).toEqual([
      ['unknown', 2],
      ['worker', 1],
    ]);
    expect(talk(run)).toEqual(['unknown delegate worker', 'worker report unknown']);
    expect(run.unknown[0]).toMatch(/^run: 3 spans name a parent that is missing/);
  });

  it('says that parents go in a circle, and not that one is missing', () => {
    const script = spanScript('gen_ai');
    const [first, second] = ['1', '2'].map((id) => id.padStart(16, '0'));
    script.agent('lead', { parent: second, for: 100 });
    script.agent('worker', { parent: first, at: 10, for: 50 });
    script.model({ parent: second, at: 20 });
    expect(inspected(script).unknown.filter((text) => text.startsWith('run:'))).toEqual([
      expect.stringMatching(/^run: the parents of spans go in a circle, 1 in all: /),
    ]);
  });

  it('finds the caller of an agent whose span hangs elsewhere by the tool that was open', () => {
    const script = spanScript('openllmetry');
    const root = script.step('workflow', { at: 0, for: 100 });
    const lead = script.agent('lead', { parent: root, at: 0, for: 100 });
    script.model({ parent: lead, at: 1 });
    script.tool('ask_worker', { parent: lead, at: 10, for: 40 });
    script.model({ parent: script.agent('worker', { parent: root, at: 11, for: 30 }), at: 12 });
    script.model({ parent: lead, at: 60 });
    expect(talk(inspected(script))).toEqual(['lead delegate worker', 'worker report lead']);
  });

  it('joins the trace of an agent to that of the tool which called it', () => {
    const script = spanScript('gen_ai');
    const lead = script.agent('lead', { at: 0, for: 100 });
    script.model({ parent: lead, at: 1 });
    script.tool('ask_worker', { parent: lead, at: 10, for: 40 });
    const worker = script.agent('worker', { at: 11, for: 30, trace: '2' });
    script.model({ parent: worker, at: 12, trace: '2' });
    expect(talk(inspected(script))).toEqual(['lead delegate worker', 'worker report lead']);
  });

  it('names a dead agent whose span was never sent by what was asked for', () => {
    const script = spanScript('gen_ai');
    const lead = script.agent('lead', { at: 0, for: 100 });
    script.model({ parent: lead, at: 1, asks: ['helper'] });
    script.model({ parent: 'e'.repeat(16), at: 20, usage: null, error: 'gone' });
    script.model({ parent: lead, at: 60 });
    expect(talk(inspected(script))).toEqual(['lead delegate helper', 'helper error lead']);
  });

  it('joins by session, and says so where nothing joins', () => {
    const apart = (session?: string) => {
      const script = spanScript('gen_ai');
      const attributes = session === undefined ? {} : { 'gen_ai.conversation.id': session };
      for (const [nth, trace] of ['1', '2'].entries()) {
        const agent = script.agent('ann', { trace, at: nth * 50, attributes });
        script.model({ parent: agent, trace, at: nth * 50 + 1 });
      }
      return inspectedRuns(script);
    };
    expect(apart('s').map(({ turns }) => turns)).toEqual([2]);
    expect(apart().map(({ turns, unknown }) => [turns, unknown.length])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(apart()[0]!.unknown[0]).toMatch(/^run: 1 more traces of this process share no conversation/);
  });

  it('shows lone calls of one process as one run, and says that this is assumed', () => {
    const script = spanScript('gen_ai');
    for (const trace of ['1', '2', '3']) script.model({ trace });
    const run = inspected(script);
    expect(run.turns).toBe(3);
    expect(run.unknown[0]).toMatch(/^run: 3 traces of single calls share no id/);
  });

  it('guesses no hand-off between calls of which none names an agent', () => {
    const script = spanScript('gen_ai');
    script.model({ trace: '1', attributes: { 'gen_ai.response.finish_reasons': ['tool_calls'] } });
    script.tool('look', { trace: '2' });
    script.model({ trace: '3' });
    const run = inspected(script);
    expect(run.messages).toEqual([]);
    expect(run.unknown.join()).toMatch(/agents: 2 of 2 model calls name no agent/);
  });

  it('leaves out traces that only build agents', () => {
    const script = spanScript('gen_ai');
    script.step('create_agent ann', { trace: '9', attributes: { 'gen_ai.operation.name': 'create_agent' } });
    script.model({ parent: script.agent('ann') });
    expect(inspected(script).turns).toBe(1);
  });
});
