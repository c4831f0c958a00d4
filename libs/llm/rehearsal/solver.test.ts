import { describe, expect, it } from '@jest/globals';
import type { ReferencePlan } from '#tasks';
import { lookup, own, plannedFact, rehearsedAgent, said, shown, told } from '../testing/rehearsed-agent.js';

const inDocument = (id: string, documentId: string) =>
  plannedFact(id, {
    lookups: [lookup('search_documents', { query: `about ${documentId}` }), lookup('read_document', { documentId })],
  });
/** The values here are wrong on purpose: an agent that used them would be caught. */
const sums: ReferencePlan = {
  facts: [inDocument('F1', 'doc-a'), inDocument('F2', 'doc-b')],
  derivations: [{ id: 'D1', expression: '{F1} - {F2}', needs: ['F1', 'F2'], decimals: 1 }],
  answerText: '1',
  answerOf: (values) => values.get('D1'),
};
const TOOLS = ['search_documents', 'read_document', 'calculator', 'submit_answer'];
const TASK = said('Subtract.\n- doc-a: A\n- doc-b: B');
const PAGES = [shown('| one | 1,500.5 | [F1] |'), shown('| two | 400 | [F2] |')];
const solver = rehearsedAgent(sums, TOOLS);

describe('an agent alone', () => {
  it('searches, then reads what its request names, then calculates, then answers', async () => {
    expect(await solver.calls({ messages: [TASK] })).toEqual([
      ['search_documents', { query: 'about doc-a' }],
      ['search_documents', { query: 'about doc-b' }],
    ]);
    expect(await solver.calls({ messages: [TASK], remaining: 1 })).toEqual([
      ['read_document', { documentId: 'doc-a' }],
      ['read_document', { documentId: 'doc-b' }],
    ]);
    expect(await solver.calls({ messages: [TASK, ...PAGES] })).toEqual([
      ['calculator', { expression: '(1500.5) - (400)' }],
    ]);
    expect(await solver.calls({ messages: [TASK, ...PAGES], remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '1,100.5' }],
    ]);
  });

  it('reads no document that its request does not name: it searches on', async () => {
    expect(await solver.calls({ messages: [said('Subtract.\n- doc-b: B')], remaining: 1 })).toEqual([
      ['search_documents', { query: 'about doc-a' }],
      ['read_document', { documentId: 'doc-b' }],
    ]);
  });

  it('takes the result of the calculator, also where that is wrong', async () => {
    const noted = own('[F1] = 1,500.5, [F2] = 400', ['calculator', { expression: '(1500.5) - (400)' }]);
    const result = { role: 'tool', callId: 'c1', name: 'calculator', text: '77.04' } as const;
    expect(await solver.calls({ messages: [TASK, noted, result] })).toMatchObject([
      ['submit_answer', { answer: '77.0' }],
    ]);
  });

  it('knows only what stands in its request: never a value of the plan', async () => {
    expect(await solver.calls({ messages: [TASK], remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: 'unknown' }],
    ]);
    const [[, given]] = (await solver.calls({ messages: [TASK, PAGES[1]!], remaining: 0 })) as [[string, object]];
    expect(given).toMatchObject({
      answer: '-400.0',
      explanation: expect.stringContaining('Not found: [F1]') as unknown,
    });
  });

  it('answers in text where nothing can be called', async () => {
    const answer = await solver.answer({ messages: [TASK, ...PAGES], tools: [] });
    expect(answer.text).toContain('My answer is 1,100.5.');
    expect(answer).toMatchObject({ calls: [], finishReason: 'stop', usage: { source: 'estimated' } });
    expect(answer).not.toHaveProperty('injected');
  });
});

describe('an agent errs, and says only in `injected` that it did', () => {
  const last = { messages: [TASK, ...PAGES], remaining: 0 };

  it('misreads', async () => {
    const misreader = rehearsedAgent(sums, TOOLS, { numericalDrift: 1 });
    expect(await misreader.slips(last)).toMatchObject([
      { mode: 'numerical_drift', fact: 'F1', from: '1,500.5' },
      { mode: 'numerical_drift', fact: 'F2', from: '400' },
    ]);
    expect(await misreader.calls(last)).not.toMatchObject([['submit_answer', { answer: '1,100.5' }]]);
  });

  it('forgets, for good', async () => {
    const forgetful = rehearsedAgent(sums, TOOLS, { contextOmission: 1 });
    expect(await forgetful.slips(last)).toEqual([
      { mode: 'context_omission', fact: 'F1', from: '1,500.5' },
      { mode: 'context_omission', fact: 'F2', from: '400' },
    ]);
    const later = { messages: [TASK, ...PAGES, own('Hm.')] };
    expect(await solver.calls(later)).toMatchObject([['submit_answer', { answer: 'unknown' }]]);
    expect(await forgetful.slips(later)).toEqual([]);
  });

  it('contradicts only what it has said itself', async () => {
    const fickle = rehearsedAgent(sums, TOOLS, { logicalContradiction: 1 });
    const noted = { messages: [TASK, ...PAGES, own('I note [F1] = 1,500.5.')], remaining: 0 };
    expect(await fickle.slips(noted)).toMatchObject([{ mode: 'logical_contradiction', fact: 'F1', from: '1,500.5' }]);
    expect(await fickle.slips(last)).toEqual([]);
  });

  it('errs the same when asked again, and otherwise in another turn', async () => {
    const careless = rehearsedAgent(sums, TOOLS, { numericalDrift: 0.5, contextOmission: 0.3 });
    const outcomes = new Set<string>();
    for (const turn of Array.from({ length: 20 }, (_, n) => `lead.${n + 1}`)) {
      const [first, again] = [await careless.slips({ ...last, turn }), await careless.slips({ ...last, turn })];
      expect(again).toEqual(first);
      outcomes.add(JSON.stringify(first));
    }
    expect(outcomes.size).toBeGreaterThan(3);
  });
});

describe('an agent among peers', () => {
  const mine = own('I used [F1] = 9, [F2] = 400.', ['submit_answer', { answer: '-391.0' }]);
  const debate = (...values: string[]) => ({
    messages: [TASK, mine, said(values.map((value) => `I used [F1] = ${value}.`).join('\n\n'))],
    purpose: 'debate',
  });

  it('takes the value of a majority over its own', async () => {
    const last = { ...debate('1,500.5', '1,500.5'), remaining: 0 };
    expect(await solver.calls(last)).toMatchObject([['submit_answer', { answer: '1,100.5' }]]);
    const stubborn = rehearsedAgent(sums, TOOLS, { adoptMajority: 0 });
    expect(await stubborn.calls(last)).toMatchObject([['submit_answer', { answer: '-391.0' }]]);
  });

  it('looks again where all are divided, and keeps its own if it cannot', async () => {
    expect(await solver.calls({ ...debate('1,500.5', '8'), remaining: 1 })).toEqual([
      ['read_document', { documentId: 'doc-a' }],
    ]);
    expect(await solver.calls({ ...debate('1,500.5', '8'), remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '-391.0' }],
    ]);
  });

  it('looks again at what a review objects to', async () => {
    const objected = [TASK, mine, told('worker-1', 'review', 'object\n\nThis differs: [F1] = 1,500.5.')];
    const situation = { messages: objected, purpose: 'reconsider', remaining: 1 };
    expect(await solver.calls(situation)).toEqual([['read_document', { documentId: 'doc-a' }]]);
    const looked = [...objected, own('', ['read_document', { documentId: 'doc-a' }]), PAGES[0]!];
    expect(await solver.calls({ ...situation, messages: looked, remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '1,100.5' }],
    ]);
  });
});

describe('an agent that can try its answer out', () => {
  const recipe = plannedFact('R7', { lookups: [lookup('recipes', { item: 'box' })] });
  const plan: ReferencePlan = {
    facts: [recipe],
    derivations: [],
    answerText: 'never to be seen',
    answerOf: (values) => values.get('R7'),
    check: { tool: 'simulate', argument: 'plan' },
  };
  const crafter = rehearsedAgent(plan, ['recipes', 'simulate', 'submit_answer']);
  const noted = own('I note [R7] = "3 plank -> 1 box".', ['simulate', { plan: '3 plank -> 1 box' }]);
  const trial = (text: string) => ({ role: 'tool', callId: 'c1', name: 'simulate', text }) as const;

  it('does so once, and gives an answer that works', async () => {
    const seen = [TASK, own('', ['recipes', { item: 'box' }]), shown('- **3 plank -> 1 box** [R7]', 'recipes')];
    expect(await crafter.calls({ messages: seen })).toEqual([['simulate', { plan: '3 plank -> 1 box' }]]);
    expect(await crafter.calls({ messages: [TASK, noted, trial('The plan works.')] })).toMatchObject([
      ['submit_answer', { answer: '3 plank -> 1 box' }],
    ]);
  });

  it('looks everything up again when it does not work, and answers anew', async () => {
    const failed = [TASK, noted, trial('The plan fails at step 1.')];
    expect(await crafter.calls({ messages: failed })).toEqual([['recipes', { item: 'box' }]]);
    const again = [...failed, own('', ['recipes', { item: 'box' }]), shown('- **2 plank -> 1 box** [R7]', 'recipes')];
    expect(await crafter.calls({ messages: again })).toEqual([['simulate', { plan: '2 plank -> 1 box' }]]);
    expect(await crafter.calls({ messages: again, remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '2 plank -> 1 box' }],
    ]);
  });

  it('goes by what it had noted where no turn is left to look again', async () => {
    const failed = [TASK, noted, trial('The plan fails at step 1.')];
    expect(await crafter.calls({ messages: failed, remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '3 plank -> 1 box' }],
    ]);
  });
});

describe('an orchestrator that accounts for what it was told', () => {
  const report = told('worker-1', 'report', '- [F1] = 1,500.5\nNot found: [F9]');
  const other = told('worker-2', 'report', '- [F2] = 400\n- [F9] = 3');
  const forgot = { messages: [TASK, report, other, own('I finish.', ['finish', { reason: 'Done.' }])], remaining: 0 };

  it('remembers what it had forgotten, and names everybody', async () => {
    expect(await solver.calls({ ...forgot, purpose: 'synthesise' })).toMatchObject([
      ['submit_answer', { answer: 'unknown' }],
    ]);
    expect(await solver.calls({ ...forgot, purpose: 'account' })).toMatchObject([
      [
        'submit_answer',
        { answer: '1,100.5', account: 'worker-1: [F1] used as found.\nworker-2: [F2] used as found; [F9] not needed.' },
      ],
    ]);
  });
});
