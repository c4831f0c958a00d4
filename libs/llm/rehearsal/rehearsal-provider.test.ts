import { describe, expect, it } from '@jest/globals';
import { asAgentId, asTurnId, type TaskRef } from '#events';
import type { ReferencePlan } from '#tasks';
import type { ModelDelta, ModelMessage, ModelRequest } from '../port.js';
import { modelRequest, modelSpec } from '../testing/model-request.js';
import type { Rates } from './rates.js';
import { rehearsalProvider, type RehearsalSettings } from './rehearsal-provider.js';

const ref: TaskRef = { family: 'test', seed: 1, index: 1 };
const FAULTLESS: Rates = {
  numericalDrift: 0,
  contextOmission: 0,
  logicalContradiction: 0,
  coordinationFailure: 0,
  adoptMajority: 1,
};
const fact = (id: string, documentId: string, value: string) => ({
  id,
  documentId,
  query: `about ${documentId}`,
  question: `What is ${id}?`,
  value,
});
/** The values here are wrong on purpose: an agent that used them would be caught. */
const plan: ReferencePlan = {
  facts: [fact('F1', 'doc-a', '-1'), fact('F2', 'doc-b', '-2')],
  derivations: [{ id: 'D1', expression: '{F1} - {F2}', needs: ['F1', 'F2'], decimals: 1 }],
  answer: 'D1',
  answerText: '-3',
};

const tool = (name: string) => ({ name, description: name, parameters: {} });
const TOOLS = ['search_documents', 'read_document', 'calculator', 'submit_answer'].map(tool);
const TASK: ModelMessage = { role: 'user', text: 'Subtract.\n- doc-a: A\n- doc-b: B' };
const said = (text: string): ModelMessage => ({ role: 'user', text });
const shown = (text: string): ModelMessage => ({ role: 'tool', callId: 'x', name: 'read_document', text });
const own = (text: string): ModelMessage => ({ role: 'assistant', text, calls: [] });
const PAGES = [shown('| one | 1,500.5 | [F1] |'), shown('| two | 400 | [F2] |')];

interface Situation {
  readonly messages: readonly ModelMessage[];
  readonly tools?: ModelRequest['tools'];
  readonly remaining?: number;
  readonly turn?: string;
}

function request({ messages, tools = TOOLS, remaining = 9, turn = 'solo.1' }: Situation): ModelRequest {
  const team = ['solo', 'worker-1', 'worker-2'].map(asAgentId);
  const origin = { ...modelRequest().origin, turnId: asTurnId(turn), remaining, taskRef: ref, team };
  return modelRequest({ model: modelSpec({ model: 'test-tier' }), messages, tools, origin });
}

const provider = (rates: Partial<Rates> = {}, settings: Partial<RehearsalSettings> = {}) =>
  rehearsalProvider({ planOf: () => plan, rates: { 'test-tier': { ...FAULTLESS, ...rates } }, ...settings });

async function callsOf(situation: Situation, rates: Partial<Rates> = {}) {
  const answer = await provider(rates).complete(request(situation));
  return answer.calls.map((call) => [call.name, JSON.parse(call.arguments) as Record<string, string>] as const);
}

async function slipsOf(situation: Situation, rates: Partial<Rates>) {
  const { injected } = await provider(rates).complete(request(situation));
  return injected === undefined ? [] : (JSON.parse(injected) as { slips: { mode: string; fact: string }[] }).slips;
}

describe('an agent alone', () => {
  it('searches, then reads what its request names, then calculates, then answers', async () => {
    expect(await callsOf({ messages: [TASK] })).toEqual([
      ['search_documents', { query: 'about doc-a' }],
      ['search_documents', { query: 'about doc-b' }],
    ]);
    expect(await callsOf({ messages: [TASK], remaining: 1 })).toEqual([
      ['read_document', { documentId: 'doc-a' }],
      ['read_document', { documentId: 'doc-b' }],
    ]);
    expect(await callsOf({ messages: [TASK, ...PAGES] })).toEqual([['calculator', { expression: '(1500.5) - (400)' }]]);
    expect(await callsOf({ messages: [TASK, ...PAGES], remaining: 0 })).toMatchObject([
      ['submit_answer', { answer: '1,100.5' }],
    ]);
  });

  it('reads no document that its request does not name', async () => {
    const messages = [said('Subtract.\n- doc-b: B')];
    expect(await callsOf({ messages, remaining: 1 })).toEqual([['read_document', { documentId: 'doc-b' }]]);
  });

  it('takes the result of the calculator, also where that is wrong', async () => {
    const calls = [{ callId: 'c', name: 'calculator', arguments: '{"expression":"(1500.5) - (400)"}' }];
    const messages: ModelMessage[] = [
      TASK,
      { role: 'assistant', text: '[F1] = 1,500.5, [F2] = 400', calls },
      { role: 'tool', callId: 'c', name: 'calculator', text: '77.04' },
    ];
    expect(await callsOf({ messages })).toMatchObject([['submit_answer', { answer: '77.0' }]]);
  });

  it('knows only what stands in its request: never a value of the plan', async () => {
    expect(await callsOf({ messages: [TASK], remaining: 0 })).toMatchObject([['submit_answer', { answer: 'unknown' }]]);
    const [[, answered]] = (await callsOf({ messages: [TASK, shown('| two | 400 | [F2] |')], remaining: 0 })) as [
      [string, Record<string, string>],
    ];
    expect(answered).toMatchObject({ answer: '-400.0' });
    expect(answered['explanation']).toContain('Not found: [F1]');
  });

  it('answers in text where nothing can be called', async () => {
    const answer = await provider().complete(request({ messages: [TASK, ...PAGES], tools: [] }));
    expect(answer.text).toContain('My answer is 1,100.5.');
    expect(answer).toMatchObject({ calls: [], finishReason: 'stop', usage: { source: 'estimated' } });
    expect(answer).not.toHaveProperty('injected');
  });
});

describe('an agent errs, and says only in `injected` that it did', () => {
  const last = { messages: [TASK, ...PAGES], remaining: 0 };

  it('misreads', async () => {
    expect(await slipsOf(last, { numericalDrift: 1 })).toMatchObject([
      { mode: 'numerical_drift', fact: 'F1', from: '1,500.5' },
      { mode: 'numerical_drift', fact: 'F2', from: '400' },
    ]);
    expect(await callsOf(last, { numericalDrift: 1 })).not.toMatchObject([['submit_answer', { answer: '1,100.5' }]]);
  });

  it('forgets, for good', async () => {
    expect(await slipsOf(last, { contextOmission: 1 })).toEqual([
      { mode: 'context_omission', fact: 'F1', from: '1,500.5' },
      { mode: 'context_omission', fact: 'F2', from: '400' },
    ]);
    const later = { messages: [TASK, ...PAGES, own('Hm.')] };
    expect(await callsOf(later)).toMatchObject([['submit_answer', { answer: 'unknown' }]]);
    expect(await slipsOf(later, { contextOmission: 1 })).toEqual([]);
  });

  it('contradicts only what it has said itself', async () => {
    const noted = { messages: [TASK, ...PAGES, own('I note [F1] = 1,500.5.')], remaining: 0 };
    expect(await slipsOf(noted, { logicalContradiction: 1 })).toMatchObject([
      { mode: 'logical_contradiction', fact: 'F1', from: '1,500.5' },
    ]);
    expect(await slipsOf(last, { logicalContradiction: 1 })).toEqual([]);
  });

  it('errs the same when asked again, and otherwise in another turn', async () => {
    const rates = { numericalDrift: 0.5, contextOmission: 0.3 };
    const outcomes = new Set<string>();
    for (const turn of Array.from({ length: 20 }, (_, n) => `solo.${n + 1}`)) {
      const [first, again] = [await slipsOf({ ...last, turn }, rates), await slipsOf({ ...last, turn }, rates)];
      expect(again).toEqual(first);
      outcomes.add(JSON.stringify(first));
    }
    expect(outcomes.size).toBeGreaterThan(3);
  });
});

describe('a team', () => {
  const leader = ['delegate', 'finish', 'submit_answer'].map(tool);
  const worker = ['search_documents', 'read_document', 'report'].map(tool);
  const briefFor = (id: string) => said(`Message from orchestrator (delegate, round 1):\nFind:\n- [${id}] What is it?`);

  it('is handed shares by document, without values', async () => {
    const calls = await callsOf({ messages: [TASK], tools: leader });
    expect(calls).toMatchObject([
      ['delegate', { to: 'worker-1' }],
      ['delegate', { to: 'worker-2' }],
    ]);
    expect(calls.map(([, given]) => given['brief']?.split('\n')[1])).toEqual([
      '- [F1] What is F1?',
      '- [F2] What is F2?',
    ]);
  });

  it('reports what its brief asks for and nothing else', async () => {
    const [[name, given]] = (await callsOf({ messages: [TASK, briefFor('F2'), ...PAGES], tools: worker })) as [
      [string, Record<string, string>],
    ];
    expect(name).toBe('report');
    expect(given['findings']).toContain('[F2] = 400');
    expect(given['findings']).not.toContain('F1');
  });

  it('asks another worker for what is missing, twice at most, then finishes', async () => {
    const handOut = (to: string): ModelMessage => ({
      role: 'assistant',
      text: 'I note [F1] = 1,500.5.',
      calls: [{ callId: to, name: 'delegate', arguments: JSON.stringify({ to, brief: '- [F2] What is F2?' }) }],
    });
    const reports = said('- [F1] = 1,500.5\nNot found: [F2]');
    const once = [TASK, handOut('worker-1'), reports];
    expect(await callsOf({ messages: once, tools: leader })).toMatchObject([['delegate', { to: 'worker-2' }]]);
    const twice = [...once, handOut('worker-2'), said('Not found: [F2]')];
    expect(await callsOf({ messages: twice, tools: leader })).toMatchObject([['finish', {}]]);
  });

  it('fails to coordinate: a brief names another fact, a report gives another figure', async () => {
    const rates = { coordinationFailure: 1 };
    expect(await slipsOf({ messages: [TASK], tools: leader }, rates)).toMatchObject([
      { mode: 'coordination_failure', fact: 'F1', to: 'F2' },
      { mode: 'coordination_failure', fact: 'F2', to: 'F1' },
    ]);
    const asked = { messages: [TASK, briefFor('F2'), ...PAGES], tools: worker };
    expect(await slipsOf(asked, rates)).toMatchObject([{ mode: 'coordination_failure', fact: 'F2', to: 'F1' }]);
  });

  it('takes the value of a majority over its own, and of nobody in a tie', async () => {
    const mine = own('I used [F1] = 9, [F2] = 400.');
    const debate = (...values: string[]) => ({
      messages: [TASK, mine, said(values.map((value) => `I used [F1] = ${value}.`).join('\n\n'))],
      remaining: 0,
    });
    expect(await callsOf(debate('1,500.5', '1,500.5'))).toMatchObject([['submit_answer', { answer: '1,100.5' }]]);
    expect(await callsOf(debate('1,500.5', '8'))).toMatchObject([['submit_answer', { answer: '-391.0' }]]);
    expect(await callsOf(debate('1,500.5', '1,500.5'), { adoptMajority: 0 })).toMatchObject([
      ['submit_answer', { answer: '-391.0' }],
    ]);
  });
});

describe('the provider', () => {
  it('is impossible without a plan, and says what to use instead', async () => {
    const impossible = rehearsalProvider({ planOf: () => undefined });
    await expect(impossible.complete(request({ messages: [TASK] }))).rejects.toMatchObject({
      code: 'rehearsal_impossible',
      details: { retryable: false },
      message: expect.stringMatching(/--base-url.*--live/) as unknown,
    });
    await expect(provider().complete(modelRequest())).rejects.toMatchObject({ code: 'rehearsal_impossible' });
  });

  it('names its models', async () => {
    const shipped = rehearsalProvider({ planOf: () => plan });
    await expect(shipped.complete(request({ messages: [TASK] }))).rejects.toMatchObject({
      code: 'model_not_found',
      message: 'there is no rehearsal model "test-tier"; use rehearsal-high, rehearsal-mid, rehearsal-low',
    });
  });

  it('streams its text in words, then the answer', async () => {
    const items: ModelDelta[] = [];
    for await (const item of provider().stream(request({ messages: [TASK, ...PAGES] }))) items.push(item);
    const answer = await provider().complete(request({ messages: [TASK, ...PAGES] }));
    expect(items.flatMap((item) => ('delta' in item ? [item.delta] : [])).join('')).toBe(answer.text);
    expect(items.at(-1)).toEqual({ answer });
  });

  it('hears an abort, before and while it takes its time', async () => {
    const slow = provider({}, { latencyMs: { min: 60_000, max: 60_000 } });
    const abort = new AbortController();
    const waiting = slow.complete({ ...request({ messages: [TASK] }), signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'timed_out' });
    const late = { ...request({ messages: [TASK] }), signal: abort.signal };
    await expect(provider().complete(late)).rejects.toMatchObject({ code: 'timed_out' });
  });
});
