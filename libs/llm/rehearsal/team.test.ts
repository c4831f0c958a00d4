import { describe, expect, it } from '@jest/globals';
import type { ReferencePlan } from '#tasks';
import { lookup, own, plannedFact, rehearsedAgent, said, shown, told } from '../testing/rehearsed-agent.js';

const search = (query: string) => lookup('search_documents', { query });
/** F2 is found by what F1 is; F3 by itself. */
const plan: ReferencePlan = {
  facts: [
    plannedFact('F1', { lookups: [search('founder of Halm')], lookAlikes: ['Odo Marin'] }),
    plannedFact('F2', { lookups: [search('{F1} born')] }),
    plannedFact('F3', { lookups: [search('height of Halm')] }),
  ],
  derivations: [],
  answerText: 'never to be seen',
  answerOf: (values) => values.get('F2'),
};
const TASK = said('Where was the founder of Halm born, and how high is it?');
const ODILE = shown('Founded by **Odile Marenne** [F1].');
const HEIGHT = shown('It is 312 [F3] m high.');

describe('an orchestrator', () => {
  const CONTROLS = ['delegate', 'finish', 'submit_answer'];
  const leader = rehearsedAgent(plan, CONTROLS);

  it('hands out shares without values: what is found by another fact goes with it', async () => {
    expect(await leader.calls({ messages: [TASK] })).toEqual([
      [
        'delegate',
        {
          to: 'worker-1',
          brief: 'Find these facts and report each with its tag:\n- [F1] What is F1?\n- [F2] What is F2?',
        },
      ],
      ['delegate', { to: 'worker-2', brief: 'Find these facts and report each with its tag:\n- [F3] What is F3?' }],
    ]);
  });

  it('tells what it knows where that is needed, and asks whoever has not been asked', async () => {
    const first = own('', ['delegate', { to: 'worker-1', brief: '- [F1] What is F1?\n- [F2] What is F2?' }]);
    const reports = said('- [F1] = "Odile Marenne"\n- [F3] = 312\nNot found: [F2]');
    const [[name, given]] = (await leader.calls({ messages: [TASK, first, reports] })) as [[string, object]];
    expect(name).toBe('delegate');
    expect(given).toMatchObject({
      to: 'worker-2',
      brief: expect.stringContaining('[F1] = "Odile Marenne"') as unknown,
    });
  });

  it('asks twice for what was looked for in vain, then finishes', async () => {
    const ask = (to: string) => own('', ['delegate', { to, brief: '- [F3] What is F3?' }]);
    const known = said('- [F1] = "Odile Marenne"\n- [F2] = "Lorne"');
    const noted = own('I note [F1] = "Odile Marenne", [F2] = "Lorne".');
    const once = [TASK, known, noted, ask('worker-1'), said('Not found: [F3]')];
    expect(await leader.calls({ messages: once })).toMatchObject([['delegate', { to: 'worker-2' }]]);
    expect(await leader.calls({ messages: [...once, ask('worker-2'), said('Not found: [F3]')] })).toMatchObject([
      ['finish', {}],
    ]);
  });

  it('asks again where two results differ, and in the end takes one and notes it', async () => {
    const ask = (to: string) => own('', ['delegate', { to, brief: '- [F3] What is F3?' }]);
    const noted = own('I note [F1] = "Odile Marenne", [F2] = "Lorne".');
    const divided = [TASK, noted, ask('worker-1'), said('- [F3] = 312'), said('- [F3] = 321')];
    expect(await leader.calls({ messages: divided })).toMatchObject([['delegate', { to: 'worker-2' }]]);
    const still = [...divided, ask('worker-2'), said('- [F3] = 312'), said('- [F3] = 321')];
    const { text, calls } = await leader.answer({ messages: still });
    expect({ text, calls }).toMatchObject({
      text: expect.stringContaining('[F3] = 312') as unknown,
      calls: [{ name: 'finish' }],
    });
  });

  it('sometimes names another fact in a brief', async () => {
    const confused = rehearsedAgent(plan, CONTROLS, { coordinationFailure: 1 });
    expect(await confused.slips({ messages: [TASK] })).toMatchObject([
      { mode: 'coordination_failure', fact: 'F1', to: 'F2' },
      { mode: 'coordination_failure', fact: 'F2', to: 'F3' },
      { mode: 'coordination_failure', fact: 'F3', to: 'F1' },
    ]);
  });
});

describe('a worker', () => {
  const TOOLS = ['search_documents', 'report'];
  const worker = rehearsedAgent(plan, TOOLS);
  const brief = (text: string) => told('lead', 'delegate', text);

  it('follows a fact to the next one by what it takes the first one to be', async () => {
    const asked = [TASK, brief('- [F1] What is F1?\n- [F2] What is F2?')];
    expect(await worker.calls({ messages: asked, purpose: 'work' })).toEqual([
      ['search_documents', { query: 'founder of Halm' }],
    ]);
    const found = [...asked, own('', ['search_documents', { query: 'founder of Halm' }]), ODILE];
    expect(await worker.calls({ messages: found, purpose: 'work' })).toEqual([
      ['search_documents', { query: 'Odile Marenne born' }],
    ]);
    const misled = rehearsedAgent(plan, TOOLS, { numericalDrift: 1 });
    expect(await misled.slips({ messages: found, purpose: 'work' })).toEqual([
      { mode: 'other', fact: 'F1', from: 'Odile Marenne', to: 'Odo Marin' },
    ]);
    expect(await misled.calls({ messages: found, purpose: 'work' })).toEqual([
      ['search_documents', { query: 'Odo Marin born' }],
    ]);
  });

  it('goes by what its brief says is known, and reports only what that asks for', async () => {
    const asked = [TASK, brief('- [F2] What is F2?\nKnown already: [F1] = "Odile Marenne".')];
    expect(await worker.calls({ messages: asked, purpose: 'work' })).toEqual([
      ['search_documents', { query: 'Odile Marenne born' }],
    ]);
    expect(await worker.calls({ messages: [...asked, HEIGHT], purpose: 'work', remaining: 0 })).toEqual([
      ['report', { findings: 'I found none of the facts.\nNot found: [F2]' }],
    ]);
  });

  it('sometimes reports another fact', async () => {
    const confused = rehearsedAgent(plan, TOOLS, { coordinationFailure: 1 });
    const asked = { messages: [TASK, brief('- [F3] What is F3?'), HEIGHT, ODILE], purpose: 'work' };
    expect(await confused.slips(asked)).toMatchObject([{ mode: 'coordination_failure', fact: 'F3', to: 'F1' }]);
  });

  it("works out another's brief from the start, whatever it remembers", async () => {
    const known = [TASK, brief('- [F3] What is F3?'), HEIGHT, own('', ['report', { findings: '- [F3] = 312' }])];
    const messages = [...known, brief('- [F3] What is F3?')];
    expect(await worker.calls({ messages, purpose: 'verify' })).toEqual([
      ['search_documents', { query: 'height of Halm' }],
    ]);
  });
});

describe('a reviewer', () => {
  const reviewer = rehearsedAgent(plan, ['search_documents', 'review']);
  const reviewing = (...messages: Parameters<typeof reviewer.calls>[0]['messages']) =>
    reviewer.calls({ messages: [TASK, ...messages], purpose: 'review', remaining: 1 });

  it('looks up what is stated, taking the word of the other for what it is found by', async () => {
    expect(await reviewing(told('worker-1', 'finding', '- [F1] = "Odo Marin"\n- [F2] = "Lorne"'))).toEqual([
      ['search_documents', { query: 'founder of Halm' }],
      ['search_documents', { query: 'Odo Marin born' }],
    ]);
  });

  it('objects where its own sources differ, naming the fact and what it is', async () => {
    const finding = told('worker-1', 'finding', '- [F1] = "Odo Marin"');
    const looked = own('', ['search_documents', { query: 'founder of Halm' }]);
    expect(await reviewing(finding, looked, ODILE)).toEqual([
      ['review', { verdict: 'object', reason: 'This differs from what I find: [F1] = "Odile Marenne".' }],
    ]);
    const right = told('worker-1', 'finding', '- [F1] = "Odile Marenne"');
    expect(await reviewing(right, looked, ODILE)).toMatchObject([['review', { verdict: 'accept' }]]);
  });

  it('objects where something was not found that it knows, and lets pass what it cannot check', async () => {
    const noted = own('I note [F3] = 312.', ['report', { findings: '- [F3] = 312' }]);
    expect(await reviewing(noted, told('worker-1', 'finding', 'Not found: [F3]'))).toMatchObject([
      ['review', { verdict: 'object', reason: expect.stringContaining('[F3] = 312') as unknown }],
    ]);
    const claim = told('worker-1', 'finding', '- [F3] = 999');
    const last = { messages: [TASK, claim], purpose: 'review', remaining: 0 };
    expect(await reviewer.calls(last)).toMatchObject([['review', { verdict: 'accept' }]]);
  });
});

describe('a worker that is asked about its findings', () => {
  const TOOLS = ['search_documents', 'revise'];
  const reported = own('I note [F1] = "Odo Marin", [F3] = 312.', [
    'report',
    { findings: '- [F1] = "Odo Marin"\n- [F3] = 312\nNot found: [F2]' },
  ]);
  const reviser = rehearsedAgent(plan, TOOLS);

  it('looks again at what is objected to, and says all that it finds now', async () => {
    const objected = [TASK, reported, told('worker-2', 'review', 'object\n\n[F1] = "Odile Marenne"')];
    expect(await reviser.calls({ messages: objected, purpose: 'revise' })).toEqual([
      ['search_documents', { query: 'founder of Halm' }],
    ]);
    const looked = [...objected, own('', ['search_documents', { query: 'founder of Halm' }]), ODILE];
    expect(await reviser.calls({ messages: looked, purpose: 'revise', remaining: 0 })).toEqual([
      ['revise', { findings: 'This is what I found:\n- [F1] = "Odile Marenne"\n- [F3] = 312\nNot found: [F2]' }],
    ]);
  });

  it("leaves out what it worked out from another's brief", async () => {
    const second = own('', ['report', { findings: "Worked out once more from another worker's brief.\n- [F9] = 1" }]);
    const messages = [TASK, reported, second, told('worker-2', 'review', 'object\n\n[F3] = 313')];
    expect(await reviser.calls({ messages, purpose: 'revise', remaining: 0 })).toEqual([
      ['revise', { findings: 'This is what I found:\n- [F1] = "Odo Marin"\n- [F3] = 312\nNot found: [F2]' }],
    ]);
  });

  it("keeps its findings after an exchange that tells it nothing, and follows what others' findings allow", async () => {
    const exchange = { purpose: 'exchange', tools: ['search_documents', 'revise', 'finish'], remaining: 1 };
    const idle = own('I note [F3] = 312.', ['report', { findings: '- [F3] = 312' }]);
    const heard = told('worker-2', 'finding', '- [F1] = "Odile Marenne"');
    expect(await reviser.calls({ ...exchange, messages: [TASK, idle, heard] })).toMatchObject([['finish', {}]]);
    const stuck = own('', ['report', { findings: 'Not found: [F2]' }]);
    expect(await reviser.calls({ ...exchange, messages: [TASK, stuck, heard] })).toEqual([
      ['search_documents', { query: 'Odile Marenne born' }],
    ]);
  });
});
