import { describe, expect, it } from '@jest/globals';
import type { ReferencePlan } from '#tasks';
import {
  FAULTLESS,
  lookup,
  own,
  plannedFact,
  rehearsedAgent,
  requestIn,
  said,
  shown,
  told,
} from '../testing/rehearsed-agent.js';
import { rehearsalProvider } from './rehearsal-provider.js';

/** A mail is to go to whoever F1 is, and the ticket that F2 is to be closed. */
const plan: ReferencePlan = {
  facts: [
    plannedFact('F1', { lookups: [lookup('find', { who: 'contact' })] }),
    plannedFact('F2', { lookups: [lookup('find', { who: 'ticket' })] }),
  ],
  derivations: [],
  answerText: 'never to be seen',
  answerOf: (values) => `${values.size} done`,
  actionsOf: (values) => {
    const [to, ticket] = [values.get('F1'), values.get('F2')];
    return [
      ...(to === undefined ? [] : [{ tool: 'mail_send', arguments: { to } }]),
      ...(ticket === undefined ? [] : [{ tool: 'close', arguments: { ticket } }]),
    ];
  },
};
const TASK = said('Write to the contact and close the ticket.');
const FOUND = shown('**ann@b.example** [F1] **T7** [F2]', 'find');
const SEARCHED = own('', ['find', { who: 'contact' }], ['find', { who: 'ticket' }]);
const MAIL = ['mail_send', { to: 'ann@b.example' }] as const;
const CLOSE = ['close', { ticket: 'T7' }] as const;
const NOTES = 'I note [F1] = "ann@b.example", [F2] = "T7".';

describe('an agent that answers', () => {
  const TOOLS = ['find', 'mail_send', 'close', 'submit_answer'];
  const agent = rehearsedAgent(plan, TOOLS);

  it('acts when it knows what it can, all at once, before it answers', async () => {
    expect((await agent.calls({ messages: [TASK] })).map(([name]) => name)).toEqual(['find', 'find']);
    expect(await agent.calls({ messages: [TASK, SEARCHED, FOUND] })).toEqual([MAIL, CLOSE]);
  });

  it('acts once, whatever it believes later', async () => {
    const acted = [TASK, SEARCHED, FOUND, own(NOTES, MAIL, CLOSE), shown('Done.', 'mail_send')];
    expect((await agent.calls({ messages: acted })).map(([name]) => name)).toEqual(['submit_answer']);
    const changed = [...acted, told('worker-1', 'debate', '[F2] = "T8"'), told('worker-2', 'debate', '[F2] = "T8"')];
    expect((await agent.calls({ messages: changed })).map(([name]) => name)).toEqual(['submit_answer']);
  });

  it('leaves out what it has forgotten, and does nothing on its last turn', async () => {
    const forgetful = rehearsedAgent(plan, TOOLS, { contextOmission: 1 });
    const names = (await forgetful.calls({ messages: [TASK, SEARCHED, FOUND] })).map(([name]) => name);
    expect(names).toEqual(['submit_answer']);
    const last = await agent.calls({ messages: [TASK, SEARCHED, FOUND], remaining: 0 });
    expect(last.map(([name]) => name)).toEqual(['submit_answer']);
  });
});

describe('one of several peers', () => {
  const known = [TASK, SEARCHED, FOUND, own(NOTES, ['submit_answer', { answer: '2 done' }])];
  const heard = told('worker-1', 'debate', '[F1] = "ann@b.example", [F2] = "T7"');
  const provider = rehearsalProvider({ planOf: () => plan, rates: { tier: FAULTLESS } });
  const callsOf = async (self: 0 | 1, messages: Parameters<typeof requestIn>[0]['messages']) => {
    const request = requestIn({ messages, tools: ['find', 'mail_send', 'close', 'submit_answer'], purpose: 'debate' });
    const { team } = request.origin;
    const [first = team[0]!, second = team[1]!] = team;
    const agentId = [first, second][self]!;
    const system = `You are ${agentId}. The others are ${team.filter((one) => one !== agentId).join(', ')}.`;
    const { calls } = await provider.complete({ ...request, system, origin: { ...request.origin, agentId } });
    return calls.map(({ name }) => name);
  };

  it('acts for all if it is the first, once it has heard the others', async () => {
    expect(await callsOf(0, known.slice(0, 3))).toEqual(['submit_answer']);
    expect(await callsOf(0, [...known, heard])).toEqual(['mail_send', 'close']);
  });

  it('leaves it to the first otherwise', async () => {
    expect(await callsOf(1, [...known, heard])).toEqual(['submit_answer']);
  });
});

describe('a team that is led', () => {
  const leader = rehearsedAgent(plan, ['delegate', 'finish', 'submit_answer']);
  const worker = rehearsedAgent(plan, ['find', 'mail_send', 'close', 'report']);
  const asked = own('', ['delegate', { to: 'worker-2', brief: '- [F1] What is F1?\n- [F2] What is F2?' }]);
  const reported = told('worker-2', 'report', '- [F1] = "ann@b.example"\n- [F2] = "T7"');
  const BRIEF =
    'Make these calls, each exactly once and as it stands here, and report that they are made:\n' +
    '- Do once: mail_send {"to":"ann@b.example"}\n- Do once: close {"ticket":"T7"}';

  it('has one worker act, by an order that it gives once', async () => {
    const order = await leader.calls({ messages: [TASK, asked, reported], purpose: 'plan' });
    expect(order).toEqual([['delegate', { to: 'worker-2', brief: BRIEF }]]);
    const ordered = [TASK, asked, reported, own(NOTES, order[0]!)];
    expect(await leader.calls({ messages: ordered, purpose: 'plan' })).toMatchObject([['finish', {}]]);
  });

  it('has the worker do exactly that, and report it', async () => {
    const briefed = [TASK, told('lead', 'delegate', BRIEF)];
    expect(await worker.calls({ messages: briefed, purpose: 'work' })).toEqual([MAIL, CLOSE]);
    const done = [...briefed, own('', MAIL, CLOSE), shown('Done.', 'mail_send')];
    expect(await worker.calls({ messages: done, purpose: 'work' })).toEqual([
      ['report', { findings: 'Made, once each: mail_send, close.' }],
    ]);
  });

  it('does nothing again when the brief is worked out a second time', async () => {
    expect(await worker.calls({ messages: [TASK, told('lead', 'delegate', BRIEF)], purpose: 'verify' })).toEqual([
      ['report', { findings: expect.stringContaining('Not made by me: mail_send, close.') as unknown }],
    ]);
  });
});
