import { describe, expect, it } from '@jest/globals';
import {
  asAgentId,
  asTurnId,
  callIdOf,
  type BlobRef,
  type CallOutcome,
  type MessageKind,
  type ResolvedSystem,
  type TurnId,
} from '#events';
import { conversationOf } from './conversation.js';
import { V1 } from './prompts/v1.js';
import { refsOf, renderConversation, type RenderedMessage } from './render-conversation.js';
import { answerWith, callOf, eventStream, startedWith, systemOf, type EventStream } from './testing/index.js';

const blobOf = (digit: string): BlobRef => ({ blob: digit.repeat(64), bytes: 9, mediaType: 'text/plain' });

const outcome = (index: number, result: string): CallOutcome => ({
  index,
  status: 'ok',
  result,
  startedAt: 0,
  endedAt: 0,
  argumentBytes: 0,
  resultBytes: 0,
});

/** The prompt of the stream's last request, with blobs shown by their first digit. */
function promptOf({ events }: EventStream): { system: string; messages: readonly RenderedMessage[] } {
  const request = events.findLast((event) => event.type === 'TurnRequested')!;
  return renderConversation(conversationOf(events, request), ({ blob }) => `<blob ${blob.slice(0, 1)}>`);
}
const textsOf = (stream: EventStream) => promptOf(stream).messages.map(({ role, text }) => `${role}: ${text}`);

const single = () => eventStream(startedWith(systemOf({})));
const TASK = 'What is six times seven?';
const SOLVE = `${TASK}\n\n${V1.purposes.solve}`;
const TURNS = 'You have 3 turns for this. Each of your answers takes one, whether it calls tools or not.';

describe('the first prompt of an agent', () => {
  it('is its instructions, the task, why it has the floor and how many turns it has', () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true });
    const { system, messages } = promptOf(stream);
    expect(system).toMatch(/^You are solo\./);
    expect(messages).toEqual([{ role: 'user', text: `${SOLVE}\n\n${TURNS}` }]);
  });

  it('lists the documents', () => {
    const document = { id: 'd1', title: 'Annual report', mediaType: 'text/markdown', content: blobOf('a') };
    const stream = eventStream(startedWith(systemOf({}), { documents: [document, { ...document, id: 'd2' }] }));
    stream.request('solo', { purpose: 'solve', opens: true });
    expect(textsOf(stream)[0]).toMatch(
      `${TASK}\n\nDocuments of the task (id: title):\n- d1: Annual report\n- d2: Annual report\n\nWork out`,
    );
  });

  it('says so when the first turn is the last one', () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true, remaining: 0 });
    expect(textsOf(stream)).toEqual([`user: ${SOLVE}\n\n${V1.lastTurn}`]);
  });

  it('is the task alone for a purpose without a prompt', () => {
    const stream = single();
    stream.request('solo', { purpose: 'muse', opens: true });
    expect(textsOf(stream)).toEqual([`user: ${TASK}\n\n${TURNS}`]);
  });
});

describe('a later turn of an activation', () => {
  it('shows the answer verbatim and what came of its calls', () => {
    const stream = single();
    const vendor = { provider: 'scripted', parts: '[1]' };
    const call = { ...callOf('search', { query: 'x' }, 'read'), vendorCallId: 'c-9' };
    stream.request('solo', { purpose: 'solve', opens: true });
    stream.record('solo', { ...answerWith('Let me look.', call), vendor }, { outcomes: [outcome(1, 'found')] });
    stream.request('solo', { purpose: 'solve', remaining: 1 });
    expect(promptOf(stream).messages.slice(1)).toEqual([
      {
        role: 'assistant',
        text: 'Let me look.',
        calls: [{ callId: 'c-9', name: 'search', arguments: '{"query":"x"}' }],
        vendor,
      },
      { role: 'tool', callId: 'c-9', name: 'search', text: 'found' },
    ]);
  });

  it('says when it is the last one', () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true });
    stream.record('solo', answerWith('', callOf('search', {}, 'read')), { outcomes: [outcome(1, 'found')] });
    stream.request('solo', { purpose: 'solve', remaining: 0 });
    expect(textsOf(stream).at(-1)).toBe(`user: ${V1.lastTurn}`);
  });

  it('takes the results of acting calls in the order of the calls, whenever they came', () => {
    const stream = single();
    const { turnId } = stream.request('solo', { purpose: 'solve', opens: true }).data;
    twoPhases(stream, turnId, [outcome(2, 'second'), outcome(1, 'first')]);
    stream.request('solo', { purpose: 'solve' });
    expect(promptOf(stream).messages.slice(2)).toEqual([
      { role: 'tool', callId: 'solo.1.1', name: 'pay', text: 'first' },
      { role: 'tool', callId: 'solo.1.2', name: 'pay', text: 'second' },
    ]);
  });

  it('does not show attempts that failed', () => {
    const stream = single();
    const { data } = stream.request('solo', { purpose: 'solve', opens: true });
    const once = textsOf(stream);
    const error = { code: 'timed_out' as const, message: '', retryable: true };
    stream.append('TurnFailed', { turnId: data.turnId, attempt: 1, error, next: { retryAt: 9 } });
    stream.append('TurnRequested', { ...data, attempt: 2 });
    expect(textsOf(stream)).toEqual(once);
  });
});

describe('a repair', () => {
  it('says what was wrong, and that nothing was accepted or called', () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true });
    const answer = answerWith('', callOf('submit_answer', {}), callOf('search', {}, 'read'));
    stream.record('solo', answer, { defect: { code: 'malformed_output', message: 'answer must be given.' } });
    stream.request('solo', { purpose: 'repair' });
    expect(textsOf(stream).slice(2)).toEqual([
      'tool: {"accepted": false}',
      `tool: ${V1.notMade}`,
      `user: ${V1.purposes.repair}\nanswer must be given.`,
    ]);
  });
});

describe('messages', () => {
  const team = () => eventStream(startedWith(systemOf({ architecture: 'centralized' })));

  it('name sender, kind and round, and show what a reader sees', () => {
    const stream = team();
    stream.request('orchestrator', { purpose: 'plan', opens: true });
    const brief = callOf('delegate', { to: 'worker-1', brief: 'Find F1.' });
    stream.record('orchestrator', answerWith('', brief));
    const sent = send(stream, 'orchestrator>worker-1', 'delegate', 1);
    stream.request('worker-1', { purpose: 'work', opens: true, added: [sent] });
    expect(textsOf(stream)[0]).toMatch(
      `${TASK}\n\nMessage from orchestrator (delegate, round 1):\nFind F1.\n\nDo what the briefs`,
    );
  });

  it('open the next activation after the accepted end of the one before', () => {
    const stream = team();
    stream.request('orchestrator', { purpose: 'plan', opens: true });
    stream.record('orchestrator', answerWith('', callOf('delegate', { to: 'worker-1', brief: 'Find F1.' })));
    stream.request('worker-1', { purpose: 'work', opens: true });
    stream.record('worker-1', answerWith('F1 = 3'));
    const report = send(stream, 'worker-1>orchestrator', 'report', 0);
    stream.request('orchestrator', { purpose: 'plan', opens: true, added: [report] });
    expect(textsOf(stream).slice(2)).toEqual([
      'tool: {"accepted": true}',
      `user: Message from worker-1 (report, round 1):\nF1 = 3\n\n${V1.purposes.plan}\n\n${TURNS}`,
    ]);
  });

  it('say who has failed, and with which code', () => {
    const stream = team();
    const { turnId } = stream.request('worker-1', { purpose: 'work', opens: true }).data;
    const error = { code: 'rate_limited' as const, message: '', retryable: true };
    stream.append('TurnFailed', { turnId, attempt: 4, error, next: 'final' });
    const known = send(stream, 'worker-1>orchestrator', 'error', 0);
    const unknown = send(stream, 'worker-2>orchestrator', 'error', 0);
    stream.request('orchestrator', { purpose: 'plan', opens: true, added: [known, unknown] });
    const [text] = textsOf(stream);
    expect(text).toMatch('(error, round 1):\nworker-1 has failed (rate_limited) and will not answer any more.');
    expect(text).toMatch('worker-2 has failed (unknown)');
  });

  it('are empty where their part does not exist, and missing where they were never sent', () => {
    const stream = team();
    stream.request('worker-1', { purpose: 'work', opens: true });
    stream.record('worker-1', answerWith('F1 = 3'));
    const noSuchPart = send(stream, 'worker-1>orchestrator', 'report', 7);
    const noSuchTurn = send(stream, 'worker-3>orchestrator', 'report', 0);
    stream.request('orchestrator', { purpose: 'plan', opens: true, added: [noSuchPart, noSuchTurn, 1] });
    const head = (from: string) => `Message from ${from} (report, round 1):\n`;
    expect(textsOf(stream)[0]).toMatch(`${TASK}\n\n${head('worker-1')}\n\n${head('worker-3')}\n\nDecide`);
  });
});

describe('dropped turns', () => {
  const worked = () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true });
    stream.record('solo', answerWith('one', callOf('search', {}, 'read')), { outcomes: [outcome(1, 'first')] });
    const { sequence } = stream.request('solo', { purpose: 'solve' });
    stream.record('solo', answerWith('two', callOf('search', {}, 'read')), { outcomes: [outcome(1, 'second')] });
    return { stream, sequence };
  };

  it('are left out; task and purpose stay', () => {
    const { stream, sequence } = worked();
    stream.request('solo', { purpose: 'solve', droppedBefore: sequence });
    expect(textsOf(stream)).toEqual([`user: ${SOLVE}\n\n${TURNS}`, 'assistant: two', 'tool: second']);
  });

  it('take with them what opened an earlier activation', () => {
    const { stream, sequence } = worked();
    stream.request('solo', { purpose: 'debate', opens: true, droppedBefore: sequence });
    expect(textsOf(stream)[0]).toBe(`user: ${TASK}`);
  });
});

describe('blobs', () => {
  it('are named once and put in place when they are loaded', () => {
    const system = systemOf({});
    const inBlobs: ResolvedSystem = {
      ...system,
      agents: system.agents.map((agent) => ({ ...agent, instructions: blobOf('1') })),
      prompts: { ...system.prompts, solve: blobOf('2') },
    };
    const stream = eventStream(startedWith(inBlobs, { input: blobOf('3') }));
    const call = { ...callOf('search', {}, 'read'), arguments: blobOf('4') };
    stream.request('solo', { purpose: 'solve', opens: true });
    stream.record(
      'solo',
      {
        text: blobOf('5'),
        calls: [call],
        vendor: { provider: 'scripted', parts: blobOf('6') },
      },
      { outcomes: [{ ...outcome(1, ''), result: blobOf('1') }] },
    );
    const request = stream.request('solo', { purpose: 'solve' });
    const refs = refsOf(conversationOf(stream.events, request));
    expect(refs.map(({ blob }) => blob.slice(0, 1))).toEqual(['1', '3', '2', '5', '4', '6']);
    expect(promptOf(stream)).toMatchObject({
      system: '<blob 1>',
      messages: [
        { text: `<blob 3>\n\n<blob 2>\n\n${TURNS}` },
        { text: '<blob 5>', calls: [{ arguments: '<blob 4>' }], vendor: { parts: '<blob 6>' } },
        { text: '<blob 1>' },
      ],
    });
  });
});

describe('a prompt without blobs', () => {
  it('has nothing to load', () => {
    const stream = single();
    stream.request('solo', { purpose: 'solve', opens: true });
    stream.record('solo', answerWith('one', callOf('search', {}, 'read')), { outcomes: [outcome(1, 'first')] });
    const request = stream.request('solo', { purpose: 'solve' });
    expect(refsOf(conversationOf(stream.events, request))).toEqual([]);
  });
});

describe('events that no run has', () => {
  it('make an empty prompt where RunStarted is missing', () => {
    const stream = single();
    const request = stream.request('solo', { purpose: 'solve', opens: true });
    expect(conversationOf([], request)).toEqual({ system: '', items: [] });
    expect(conversationOf(stream.events.slice(1), request)).toEqual({ system: '', items: [] });
  });

  it('make a prompt without instructions for a stranger', () => {
    const stream = single();
    stream.request('stranger', { purpose: 'solve', opens: true });
    expect(promptOf(stream).system).toBe('');
  });
});

/** Sends a part of the first turn of `from`; answers the message's sequence. */
function send(stream: EventStream, way: `${string}>${string}`, kind: MessageKind, index: number): number {
  const [from = '', to = ''] = way.split('>');
  const part = { turnId: asTurnId(`${from}.1`), index };
  return stream.append('MessageSent', { from: asAgentId(from), to: [asAgentId(to)], kind, round: 1, part }).sequence;
}

function twoPhases(stream: EventStream, turnId: TurnId, outcomes: readonly CallOutcome[]): void {
  const answer = answerWith('', callOf('pay', {}, 'once'), callOf('pay', {}, 'once'));
  const usage = { source: 'unknown' as const };
  const times = { startedAt: 0, endedAt: 0 };
  const report = { worker: 'w', ...times, provider: 'scripted', asked: 'one', parameters: {}, usage };
  const answered = stream.append('TurnAnswered', { turnId, attempt: 1, answer, controls: [], report });
  for (const one of outcomes) {
    stream.append('ToolCallRecorded', { turnId, callId: callIdOf(turnId, one.index), outcome: one });
  }
  const whole = { answeredAt: answered.sequence };
  stream.append('TurnRecorded', { turnId, attempt: 1, answer: whole, controls: [], endsActivation: false });
}
